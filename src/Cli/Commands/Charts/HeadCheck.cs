using System.Globalization;
using Google.Protobuf;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Checks a signed head of the access log that was kept, in either form in which it was printed.</summary>
internal static class HeadCheck
{
    /// <summary>Reads the head and has the service compare it with its log.</summary>
    public static async Task RunAsync(Run run, string path)
    {
        var head = Read(await File.ReadAllTextAsync(path, run.Cancellation));
        var request = new CheckLogHeadRequest { Size = head.Size, Root = head.Root, Signature = head.Signature };
        var found = await run.Service.CallAsync(
            async options => await run.Service.Audit.CheckLogHeadAsync(request, options), Service.JournalTimeout, repeatable: true);
        var words = found.Verdict switch
        {
            HeadVerdict.Consistent => $"The log begins with the {head.Size} commits of this head, and has {found.Commits}.",
            HeadVerdict.Lost => $"The head covers {head.Size} commits and the log has only {found.Commits}: what came after was lost, e.g. by a restore.",
            HeadVerdict.Different => $"The log's first {head.Size} commits are not those of this head: some were changed, or lost and followed by others, e.g. after a restore.",
            _ => "This head was not signed with this journal's key: it is of another journal, or was altered.",
        };
        if (run.Output.IsJson)
            run.Output.Json(found);
        else if (found.Verdict == HeadVerdict.Consistent)
            run.Output.Line(words);
        if (found.Verdict != HeadVerdict.Consistent)
            throw new CliException(ExitCode.Damaged, words);
    }

    private static GetLogHeadResponse Read(string text)
    {
        try
        {
            return text.TrimStart().StartsWith('{') ? JsonParser.Default.Parse<GetLogHeadResponse>(text) : ReadLines(text);
        }
        catch (Exception failure) when (failure is InvalidProtocolBufferException or InvalidJsonException or FormatException or KeyNotFoundException)
        {
            throw new CliException(ExitCode.BrokenInput, "The file holds no head: keep what `medrecords audit --head` prints, as it is.");
        }
    }

    private static GetLogHeadResponse ReadLines(string text)
    {
        var values = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split("  ", 2)).Where(parts => parts.Length == 2).ToDictionary(parts => parts[0], parts => parts[1].Trim());
        return new()
        {
            Size = long.Parse(values["size"], CultureInfo.InvariantCulture),
            Root = ByteString.CopyFrom(Convert.FromHexString(values["root"])),
            Signature = ByteString.FromBase64(values["signature"]),
        };
    }
}
