using System.CommandLine;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Arguments and options that several commands on charts share.</summary>
internal static class ChartArguments
{
    /// <summary>The chart.</summary>
    public static Argument<string> Chart() => new("CHART") { Description = "The chart's id." };

    /// <summary>The entry.</summary>
    public static Argument<long> Entry() => new("ENTRY") { Description = "The entry's number." };

    /// <summary>The site at which the caller records.</summary>
    public static Option<string?> Site() => new("--site") { HelpName = "SITE", Description = "The site at which you record. [default: the only one at which you hold a role]" };

    /// <summary>The version that the caller has seen.</summary>
    public static Option<long?> ExpectedVersion() => new("--expected-version") { HelpName = "N", Description = "Refuses if the chart is newer than this version." };

    /// <summary>Why something is changed.</summary>
    public static Option<string> Reason() => new("--reason") { HelpName = "TEXT", Description = "Why, in words.", Required = true };

    /// <summary>The site given, or the only one at which the caller holds a role.</summary>
    public static async Task<string> SiteOf(Run run, Option<string?> option)
    {
        if (run.Get(option) is { } given)
            return given;
        var sites = run.Service.Credentials.ByCertificate ? [] : (await SignedInAsync(run)).Sites;
        return sites switch
        {
            [var only] => only,
            [] => throw CliException.Usage("Say at which site with --site."),
            _ => throw CliException.Usage($"You hold roles at several sites ({string.Join(", ", sites)}): say which with --site."),
        };
    }

    private static async Task<StoredSession> SignedInAsync(Run run)
    {
        try
        {
            return await run.Service.Credentials.CurrentAsync();
        }
        catch (Grpc.Core.RpcException e) when (Refusal.Of(e).MayPass)
        {
            return await run.Service.Credentials.CurrentAsync();
        }
    }
}
