using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Google.Rpc;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.GrpcFrontend.Mapping;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Errors;

public class EveryReason
{
    private static readonly ErrorReason[] All = [.. Enum.GetValues<ErrorReason>().Where(reason => reason != ErrorReason.Unspecified)];

    public static TheoryData<ErrorReason> Reasons => [.. All];

    [Fact]
    public void Has_the_status_that_its_description_states()
    {
        var stated = Regex.Matches(File.ReadAllText(Description()), @"// \[(\w+)\][^=]*?(ERROR_REASON_\w+) =")
            .ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value);

        var mapped = All.ToDictionary(ErrorMapping.NameOf, reason => Upper(ErrorMapping.StatusOf(reason)));

        Assert.Equal(stated.OrderBy(pair => pair.Key), mapped.OrderBy(pair => pair.Key));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Is_named_in_the_details(ErrorReason reason)
    {
        var refusal = new Refusal(reason, "Do this.").ToException();

        refusal.Is(reason, ErrorMapping.StatusOf(reason));
        Assert.Equal("medrecords", refusal.Info().Domain);
        Assert.Equal((int)refusal.StatusCode, refusal.Details().Code);
        Assert.Equal(refusal.Status.Detail, refusal.Details().Message);
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Says_when_to_retry_where_waiting_helps(ErrorReason reason)
    {
        var details = new Refusal(reason, "Do this.").ToException().Details().Details;

        Assert.Equal(
            reason is ErrorReason.JournalUnavailable or ErrorReason.Overloaded or ErrorReason.SiloDraining,
            details.Any(detail => detail.Is(RetryInfo.Descriptor) && detail.Unpack<RetryInfo>().RetryDelay.Seconds > 0));
    }

    [Fact]
    public void Tells_the_current_version_of_a_mismatch()
    {
        var info = new Refusal(ErrorReason.VersionMismatch, "Read it again.", 42).ToException().Info();

        Assert.Equal("42", info.Metadata["current_version"]);
    }

    [Fact]
    public void Hides_what_a_grain_says_of_something_not_found()
    {
        var told = new Refusal(ErrorReason.NotFound, "Entry 7 is hidden from you.").ToException();

        Assert.Equal(GrpcFrontend.Mapping.Errors.NotFound().Status.Detail, told.Status.Detail);
    }

    private static string Upper(StatusCode code) => Regex.Replace(code.ToString(), "(?<=[a-z])(?=[A-Z])", "_").ToUpperInvariant();

    private static string Description([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../protos/medrecords/v1/errors.proto");
}
