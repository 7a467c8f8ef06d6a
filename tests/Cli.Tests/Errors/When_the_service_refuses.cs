extern alias cli;

using cli::MedRecords.Cli.Refusals;
using Grpc.Core;
using MedRecords.Cli.Tests.Fakes;
using MedRecords.V1;

namespace MedRecords.Cli.Tests.Errors;

public sealed class When_the_service_refuses
{
    public static TheoryData<string> Reasons => [.. Enum.GetValues<ErrorReason>().Where(reason => reason != ErrorReason.Unspecified).Select(reason => reason.ToString())];

    [Theory]
    [InlineData("ERROR_REASON_NOT_SIGNED_IN", StatusCode.Unauthenticated, 3)]
    [InlineData("ERROR_REASON_SIGN_IN_FAILED", StatusCode.Unauthenticated, 3)]
    [InlineData("ERROR_REASON_PASSWORD_CHANGE_NEEDED", StatusCode.PermissionDenied, 3)]
    [InlineData("ERROR_REASON_NOT_PERMITTED", StatusCode.PermissionDenied, 4)]
    [InlineData("ERROR_REASON_NOT_FOUND", StatusCode.NotFound, 5)]
    [InlineData("ERROR_REASON_INVALID_REQUEST", StatusCode.InvalidArgument, 1)]
    [InlineData("ERROR_REASON_VERSION_MISMATCH", StatusCode.Aborted, 6)]
    [InlineData("ERROR_REASON_ALREADY_EXISTS", StatusCode.AlreadyExists, 1)]
    [InlineData("ERROR_REASON_OPERATION_REUSED", StatusCode.FailedPrecondition, 1)]
    [InlineData("ERROR_REASON_ENTRY_RETRACTED", StatusCode.FailedPrecondition, 1)]
    [InlineData("ERROR_REASON_BROKEN_BUNDLE", StatusCode.InvalidArgument, 8)]
    [InlineData("ERROR_REASON_JOURNAL_UNAVAILABLE", StatusCode.Unavailable, 7)]
    [InlineData("ERROR_REASON_OUTCOME_UNKNOWN", StatusCode.Unknown, 7)]
    [InlineData("ERROR_REASON_DAMAGED", StatusCode.DataLoss, 9)]
    [InlineData("ERROR_REASON_OVERLOADED", StatusCode.ResourceExhausted, 7)]
    [InlineData("", StatusCode.Unauthenticated, 3)]
    [InlineData("", StatusCode.PermissionDenied, 4)]
    [InlineData("", StatusCode.NotFound, 5)]
    [InlineData("", StatusCode.DeadlineExceeded, 7)]
    [InlineData("", StatusCode.Unavailable, 7)]
    [InlineData("", StatusCode.Unimplemented, 1)]
    [InlineData("ERROR_REASON_OF_A_LATER_VERSION", StatusCode.NotFound, 5)]
    public void The_exit_code_follows_from_the_reason_or_else_from_the_status(string reason, StatusCode status, int code) =>
        Assert.Equal(code, (int)Verdict.ExitCodeOf(Refusal.Of(FakeErrors.Of(status, reason))));

    [Theory]
    [MemberData(nameof(Reasons))]
    public void The_sentence_is_one_line_that_says_what_to_do(string reason)
    {
        var words = string.Concat(reason.Select(c => char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));
        var refusal = Refusal.Of(FakeErrors.Of(StatusCode.InvalidArgument, "ERROR_REASON" + words, "Field x\u001b[31m is wrong\nindeed"));

        var sentence = Verdict.SentenceOf(refusal, "http://somewhere", repeat: null);

        Assert.Equal(reason, refusal.Reason.ToString());
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(sentence, char.IsControl);
        Assert.InRange(sentence.Length, 20, 200);
    }

    [Fact]
    public void Details_that_cannot_be_read_do_not_hide_the_status()
    {
        var garbled = new RpcException(new Status(StatusCode.NotFound, ""), new Metadata { { "grpc-status-details-bin", new byte[] { 0xFF, 0xFF, 0xFF } } });

        Assert.Equal(5, (int)Verdict.ExitCodeOf(Refusal.Of(garbled)));
    }
}
