using Grpc.Core;
using MedRecords.Cli.Output;
using MedRecords.V1;

namespace MedRecords.Cli.Refusals;

/// <summary>What a failed call means to the person: an exit code and one sentence with what to do.</summary>
internal static class Verdict
{
    /// <summary>The exit code for a refusal.</summary>
    public static ExitCode ExitCodeOf(Refusal refusal) => refusal.Reason switch
    {
        ErrorReason.NotSignedIn or ErrorReason.SignInFailed or ErrorReason.PasswordChangeNeeded => ExitCode.NotSignedIn,
        ErrorReason.NotPermitted => ExitCode.NotPermitted,
        ErrorReason.NotFound => ExitCode.NotFound,
        ErrorReason.VersionMismatch => ExitCode.Conflict,
        ErrorReason.JournalUnavailable or ErrorReason.OutcomeUnknown or ErrorReason.Overloaded or ErrorReason.SiloDraining => ExitCode.Unavailable,
        ErrorReason.BrokenBundle => ExitCode.BrokenInput,
        ErrorReason.Damaged => ExitCode.Damaged,
        ErrorReason.Unspecified => refusal.Break != Break.None ? ExitCode.Unavailable : ExitCodeOf(refusal.Code),
        _ => ExitCode.Failed,
    };

    /// <summary>The sentence for a refusal; <paramref name="repeat"/> is what to add to the command to repeat it safely.</summary>
    public static string SentenceOf(Refusal refusal, string server, string? repeat)
    {
        if (refusal.Break != Break.None)
            return OfBreak(refusal.Break, server, repeat);
        var said = Said(refusal);
        return refusal.Reason switch
        {
            ErrorReason.NotSignedIn => "Not signed in, or the session has ended: sign in with `medrecords sign-in`.",
            ErrorReason.SignInFailed => "Signing in failed: the user name or password is wrong, or the account is locked or disabled. Check them, wait a while, or ask an administrator.",
            ErrorReason.PasswordChangeNeeded => "The password must be changed first: run `medrecords change-password`.",
            ErrorReason.NotPermitted => Or(said, "Your role does not allow this: ask someone whose role does."),
            ErrorReason.NotFound => $"{Or(said, "There is no such chart or entry, or none that you may see: check the id.")} In an emergency, `medrecords emergency start` opens a chart that is closed to you.",
            ErrorReason.VersionMismatch => $"The chart is newer than the version given{Current(refusal)}: read it again, decide again, and give the new version.",
            ErrorReason.AlreadyExists => Or(said, "The name is taken: choose another."),
            ErrorReason.OperationReused => "This operation id was used for a different request: use a new one, or leave --operation-id out.",
            ErrorReason.EntryRetracted => Or(said, "The entry is retracted and takes no amendment: record a new one."),
            ErrorReason.BrokenBundle => Or(said, "The bundle is broken. Nothing of it was stored."),
            ErrorReason.JournalUnavailable => $"The service cannot reach its journal: try again in a moment.{Repeat(repeat)}",
            ErrorReason.OutcomeUnknown => $"Whether this was carried out is not known.{Repeat(repeat)}",
            ErrorReason.Damaged => Or(said, "Stored data does not match its hash or key, so nothing was released: tell the operator."),
            ErrorReason.BadResumeToken => "The resume token is not one of this service's: start without one.",
            ErrorReason.SiloDraining => $"The service at {server} is being taken out of service: try again in a moment, or name another with --server.{Repeat(repeat)}",
            ErrorReason.LostResumeToken => "The resume token is from a state of the journal that was lost by a restore or a failover: give an older token, or start with --from-start. Changes told after it may not have happened.",
            ErrorReason.Overloaded => $"The service has too much in flight: try again in a moment.{Repeat(repeat)}",
            _ => OfStatus(refusal, server, said, repeat),
        };
    }

    private static ExitCode ExitCodeOf(StatusCode code) => code switch
    {
        StatusCode.Unauthenticated => ExitCode.NotSignedIn,
        StatusCode.PermissionDenied => ExitCode.NotPermitted,
        StatusCode.NotFound => ExitCode.NotFound,
        StatusCode.Aborted => ExitCode.Conflict,
        StatusCode.Unavailable or StatusCode.Unknown or StatusCode.DeadlineExceeded or StatusCode.ResourceExhausted or StatusCode.Cancelled => ExitCode.Unavailable,
        StatusCode.DataLoss => ExitCode.Damaged,
        _ => ExitCode.Failed,
    };

    private static string OfStatus(Refusal refusal, string server, string said, string? repeat) => refusal.Code switch
    {
        StatusCode.DeadlineExceeded => $"The service at {server} gave no answer in time: try again, or allow more with --timeout.{Repeat(repeat)}",
        StatusCode.Unavailable => $"The service at {server} is not available for now: try again in a moment.{Repeat(repeat)}",
        StatusCode.Unimplemented => $"What answers at {server} does not know this call: check --server and the service's version.",
        StatusCode.Cancelled => $"The call to {server} was broken off: try again.{Repeat(repeat)}",
        StatusCode.Unknown or StatusCode.Internal => $"The service at {server} failed: {(said.Length > 0 ? said : "it gave no reason. ")}Tell the operator if it happens again.{Repeat(repeat)}",
        _ => Or(said, $"The service refused ({refusal.Code}) and gave no reason."),
    };

    private static string OfBreak(Break how, string server, string? repeat) => how switch
    {
        Break.NotTrusted => $"The service at {server} is not trusted: give the certificate of its issuer with --ca-file.",
        Break.NotUnderstood => $"What answers at {server} is no MedRecords service: check --server, also whether it begins with http or https.{Repeat(repeat)}",
        Break.BrokenOff => $"The connection to {server} broke off before the answer came: try again, and if it stays so check --server, also whether it begins with http or https.{Repeat(repeat)}",
        _ => $"No service answers at {server}: start it with ./run or set --server.{Repeat(repeat)}",
    };

    private static string Said(Refusal refusal)
    {
        var message = Clean.Line(refusal.Message).Trim();
        return message.Length == 0 ? "" : message.EndsWith('.') ? message + " " : message + ". ";
    }

    private static string Or(string said, string otherwise) => said.Length > 0 ? said.TrimEnd() : otherwise;

    private static string Current(Refusal refusal) => refusal.Details.TryGetValue("current_version", out var version) ? $" (it is at version {Clean.Line(version)})" : "";

    private static string Repeat(string? repeat) => repeat is null ? "" : $" To make sure, run the same command again with {repeat}: it takes effect once at most.";
}
