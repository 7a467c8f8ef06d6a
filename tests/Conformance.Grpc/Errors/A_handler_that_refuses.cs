using Grpc.Core;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Errors;

public sealed class A_handler_that_refuses(ProbeServer server) : IClassFixture<ProbeServer>
{
    public static TheoryData<StatusCode> Codes => new(Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK));

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task Gives_the_client_its_status(StatusCode code)
    {
        using var call = server.Client.FailAsync(new Failure { Code = (int)code, Detail = "because" });
        var failure = await call.FailsWith(code);
        Assert.Equal("because", failure.Status.Detail);
        Assert.Equal("because", call.GetStatus().Detail);
    }

    [Theory]
    [InlineData("100 % sure")]
    [InlineData("two\nlines\r\nand a \t tab")]
    [InlineData("Ärztin, 患者, 🩺")]
    [InlineData("already %20 encoded")]
    [InlineData("")]
    public async Task May_say_why_in_any_words(string detail)
    {
        var failure = await server.Client.FailAsync(new Failure { Code = 9, Detail = detail }).FailsWith(StatusCode.FailedPrecondition);
        Assert.Equal(detail, failure.Status.Detail);
    }

    [Fact]
    public async Task Has_its_words_percent_encoded_on_the_wire()
    {
        var answer = await FailRawAsync(new Failure { Code = 9, Detail = "50 % of ä\n" });
        Assert.Equal("50 %25 of %C3%A4%0A", answer.Message);
    }

    [Fact]
    public async Task Answers_with_trailers_only()
    {
        var answer = await FailRawAsync(new Failure { Code = 5, Detail = "nothing" });
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.HttpStatus);
        Assert.Equal("5", answer.Headers["grpc-status"]);
        Assert.Equal("application/grpc", answer.Headers.GetValueOrDefault("content-type", "application/grpc"));
        Assert.Empty(answer.Body);
        Assert.Empty(answer.Trailers);
    }

    [Fact]
    public async Task Gives_the_client_rich_details_and_further_trailers()
    {
        using var call = server.Client.FailAsync(new Failure { Code = 3, Detail = "rich", Rich = true });
        var failure = await call.FailsWith(StatusCode.InvalidArgument);
        AssertRich(failure.Trailers);
        AssertRich(call.GetTrailers());
    }

    [Fact]
    public async Task Gives_rich_details_after_messages_too()
    {
        using var call = server.Client.FailLate(new Failure { Code = 10, Detail = "late", Rich = true, After = 2 });
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        var failure = await call.ResponseStream.MoveNext(default).FailsWith(StatusCode.Aborted);
        Assert.Equal("late", failure.Status.Detail);
        AssertRich(call.GetTrailers());
        Assert.Equal(StatusCode.Aborted, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Refuses_a_stream_before_its_first_message()
    {
        using var call = server.Client.FailLate(new Failure { Code = 7, Detail = "no" });
        var failure = await call.ResponseStream.MoveNext(default).FailsWith(StatusCode.PermissionDenied);
        Assert.Equal("no", failure.Status.Detail);
    }

    [Fact]
    public async Task May_set_its_status_and_return()
    {
        var failure = await server.Client.FailAsync(new Failure { Code = 6, Detail = "quietly", Quiet = true }).FailsWith(StatusCode.AlreadyExists);
        Assert.Equal("quietly", failure.Status.Detail);
    }

    private static void AssertRich(Metadata trailers)
    {
        var details = Google.Rpc.Status.Parser.ParseFrom(trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal("PROBED", details.Details.Single().Unpack<Google.Rpc.ErrorInfo>().Reason);
        Assert.Equal("this", trailers.GetValue("x-also"));
    }

    private Task<RawAnswer> FailRawAsync(Failure failure) => RawCall.SendAsync(server, "/medrecords.probe.Probe/Fail", RawCall.Frame(failure));
}
