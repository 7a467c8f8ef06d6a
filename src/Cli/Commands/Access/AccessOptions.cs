using System.CommandLine;
using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MedRecords.Cli.Commands.Charts;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Access;

/// <summary>Options that commands on access share, and how they answer.</summary>
internal static class AccessOptions
{
    /// <summary>The id of a grant, proxy, directive or emergency access.</summary>
    public static Argument<string> Id() => new("ID") { Description = "Its id, as the lists show it." };

    /// <summary>Kinds of entry.</summary>
    public static Option<string[]> Kinds() => new("--kind") { HelpName = "KIND", Description = "Only entries of this kind; once for each. [default: all]" };

    /// <summary>Sensitivity labels.</summary>
    public static Option<string[]> Labels() => new("--label") { HelpName = "LABEL", Description = $"Entries with this label: {string.Join(", ", Words.All<Sensitivity>())}; once for each." };

    /// <summary>From when.</summary>
    public static Option<DateTimeOffset?> From() => new("--from") { HelpName = "TIME", CustomParser = AsOf.Parse, Description = "From this date or time on. [default: at once]" };

    /// <summary>Until when.</summary>
    public static Option<DateTimeOffset?> Until() => new("--until") { HelpName = "TIME", CustomParser = AsOf.Parse, Description = "Until just before this date or time. [default: until it is taken back]" };

    /// <summary>Values that a person typed.</summary>
    public static IEnumerable<T> Read<T>(Run run, Option<string[]> option)
        where T : struct, System.Enum => (run.Get(option) ?? []).Select(text => Read<T>(text, option.Name));

    /// <summary>A value that a person typed.</summary>
    public static T Read<T>(string text, string option)
        where T : struct, System.Enum =>
        Words.Parse<T>(text == "problem" ? "condition" : text) ?? throw CliException.Usage($"'{text}' is nothing that {option} takes: use one of {string.Join(", ", Words.All<T>())}.");

    /// <summary>The term that a person gave; null for always.</summary>
    public static Validity? Term(Run run, Option<DateTimeOffset?> from, Option<DateTimeOffset?> until)
    {
        var (begin, end) = (AsOf.ToTimestamp(run.Get(from)), AsOf.ToTimestamp(run.Get(until)));
        return begin is null && end is null ? null : new Validity { From = begin, Until = end };
    }

    /// <summary>Makes a change and says what it did.</summary>
    public static async Task ChangeAsync(Run run, string operationId, string chartId, Func<CallOptions, AsyncUnaryCall<RelationResponse>> call, Func<RelationResponse, string> sentence)
    {
        var response = await run.Service.CallAsync(call);
        var json = new JsonObject { ["chartId"] = chartId, ["id"] = response.Id, ["version"] = response.Version, ["alreadyRecorded"] = response.AlreadyRecorded, ["operationId"] = operationId };
        run.Output.Result(json, response.AlreadyRecorded ? "That stood already: nothing was changed." : sentence(response));
    }

    /// <summary>A term in words.</summary>
    public static string WordsOf(Validity? term) => (term?.From, term?.Until) switch
    {
        (null, null) => "until taken back",
        ({ } from, null) => $"from {Local(from)}",
        (null, { } until) => $"until {Local(until)}",
        ({ } from, { } until) => $"{Local(from)} to {Local(until)}",
    };

    /// <summary>A moment as people read it.</summary>
    public static string Local(Timestamp at) => $"{at.ToDateTimeOffset().ToLocalTime():yyyy-MM-dd HH:mm}";

    /// <summary>Values in words; what stands for none.</summary>
    public static string List<T>(IEnumerable<T> values, string none)
        where T : struct, System.Enum
    {
        var words = string.Join(", ", values.Select(value => value is EntryKind kind ? Words.Of(kind) : Words.Of(value)));
        return words.Length > 0 ? words : none;
    }
}
