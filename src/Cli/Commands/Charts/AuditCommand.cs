using System.CommandLine;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Output;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Running;
using MedRecords.V1;
using Spectre.Console;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Shows who looked at a chart.</summary>
internal static class AuditCommand
{
    private const int FewEntries = 3;

    private static readonly Style Striking = new(Color.Red, decoration: Decoration.Bold);

    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell)
    {
        var chart = new Argument<string?>("CHART") { Description = "The chart's id.", Arity = ArgumentArity.ZeroOrOne };
        var limit = new Option<int>("--limit") { HelpName = "N", Description = "At most so many." };
        var head = new Option<bool>("--head") { Description = "Prints the newest signed head of the access log instead, to be kept elsewhere as evidence." };
        var check = new Option<string?>("--check-head") { HelpName = "FILE", Description = "Checks a head that was kept (the output of --head, also with --json): whether the log still begins with what it covers." };
        var command = new Command("audit", "Show who looked at a chart, newest first.") { chart, limit, head, check };
        command.Validators.Add(result =>
        {
            if (new[] { result.GetValue(head), result.GetValue(chart) is not null, result.GetValue(check) is not null }.Count(given => given) != 1)
                result.AddError("Give one of a chart, --head and --check-head.");
        });
        shell.On(command, run => run.Get(check) is { } kept ? HeadCheck.RunAsync(run, kept) : run.Get(head) ? HeadAsync(run) : ListAsync(run, new ListAccessesRequest { ChartId = run.Get(chart), Limit = run.Get(limit) }));
        return command;
    }

    private static async Task ListAsync(Run run, ListAccessesRequest request)
    {
        var table = Tables.Create("When", "Who", "Role", "Did", "Why", "Outcome", "From");
        var accounts = new AccountNames(run);
        await foreach (var part in run.Service.ReadAsync(options => run.Service.Audit.ListAccesses(request, options), Service.ChartTimeout))
            foreach (var access in part.Accesses)
                if (run.Output.IsJson)
                    run.Output.Json(access);
                else
                    Add(table, access, accounts);
        if (!run.Output.IsJson)
            run.Output.Draw(table);
    }

    private static void Add(Table table, AccessRecord access, AccountNames accounts)
    {
        string[] cells =
        [
            access.At is { } at ? $"{at.ToDateTimeOffset().ToLocalTime():yyyy-MM-dd HH:mm:ss}" : "",
            access.OnBehalfOf.Length > 0 ? $"{accounts.Of(access.Account, access.AccountName)} for {accounts.Of(access.OnBehalfOf)}" : accounts.Of(access.Account, access.AccountName),
            Values.Join("@", access.Role == Role.Unspecified ? "" : Words.Of(access.Role), access.Site),
            Values.Join(" ", Words.Of(access.Action), Which(access), access.Relation == Relation.Emergency ? "in an emergency" : ""),
            access.Purpose == Purpose.Unspecified ? "" : Words.Of(access.Purpose),
            Words.Of(access.Outcome),
            access.Origin,
        ];
        if (access.Outcome == AccessOutcome.Denied || access.Relation == Relation.Emergency)
            table.Row(Striking, cells);
        else
            table.Row(cells);
    }

    private static string Which(AccessRecord access) => access.Entries.Count switch
    {
        0 => "",
        <= FewEntries => $"no. {string.Join(", ", access.Entries)}",
        var many => $"({many} entries)",
    };

    private static async Task HeadAsync(Run run)
    {
        var head = await run.Service.CallAsync(options => run.Service.Audit.GetLogHeadAsync(new GetLogHeadRequest(), options));
        if (run.Output.IsJson)
            run.Output.Json(head);
        else
            foreach (var line in new[] { $"size        {head.Size}", $"root        {Convert.ToHexStringLower(head.Root.Span)}", $"signature   {head.Signature.ToBase64()}", $"public key  {head.PublicKey.ToBase64()}" })
                run.Output.Line(line);
    }
}
