using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Grpc.Core;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;

namespace MedRecords.Cli.Importing;

/// <summary>Why one file was not imported.</summary>
internal sealed partial record ImportFailure(ExitCode Code, string Reason, string Sentence, string? Place)
{
    /// <summary>The failure behind an exception; null where the other files should not be tried either.</summary>
    public static ImportFailure? Of(Exception exception, Run run) => exception switch
    {
        RpcException e when !run.Cancellation.IsCancellationRequested => Of(Refusal.Of(e), run),
        FileNotFoundException or DirectoryNotFoundException => new(ExitCode.Failed, "NO_SUCH_FILE", "There is no such file.", null),
        IOException or UnauthorizedAccessException => new(ExitCode.Failed, "UNREADABLE_FILE", $"The file cannot be read: {exception.Message}", null),
        _ => null,
    };

    /// <summary>The failure as programs read it.</summary>
    public JsonObject ToJson(string file)
    {
        var json = new JsonObject { ["file"] = file, ["error"] = Sentence, ["reason"] = Reason };
        if (Place is not null)
            json["place"] = Place;
        return json;
    }

    private static ImportFailure? Of(Refusal refusal, Run run)
    {
        var code = Verdict.ExitCodeOf(refusal);
        // Trying every file with a wrong password would lock the account.
        if (code == ExitCode.NotSignedIn)
            return null;
        var reason = refusal.ReasonName.Length > 0 ? refusal.ReasonName : refusal.Break != Break.None ? "NO_ANSWER" : refusal.Code.ToString().ToUpperInvariant();
        return new(code, reason, Verdict.SentenceOf(refusal, run.Settings.ServerName, repeat: null), PlaceIn(refusal));
    }

    // The service names the place in its message, in brackets: (byte 34, line 1, column 35, entry 0).
    private static string? PlaceIn(Refusal refusal) =>
        refusal.Details.GetValueOrDefault("place") ?? (BracketedPlace().Match(refusal.Message) is { Success: true } match ? match.Groups["place"].Value : null);

    [GeneratedRegex(@"\((?<place>(byte|line|entry) [^()]*)\)")]
    private static partial Regex BracketedPlace();
}
