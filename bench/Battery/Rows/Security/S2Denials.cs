using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Rows.Reliability.BadInputs;
using MedRecords.Battery.Rows.Security.Denials;
using MedRecords.Testing.Denials;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security;

/// <summary>
/// Every method in every situation in which somebody must not get what they ask for: the right refusal, nothing
/// released, nothing stored, and a record of it where a chart is concerned. The control lets somebody in who may.
/// </summary>
internal sealed class S2Denials : IRow
{
    private const int Examples = 30;
    private const int Rounds = 3;
    private const int Wide = 200;

    /// <inheritdoc/>
    public string Name => "S2";

    /// <inheritdoc/>
    public string Title => "calls that must be denied and were not, not rightly, or without a record, and methods without a line in the table";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = context.NamesDatabase ? await context.StartDatabaseAsync() : null;
        var folder = context.Folder.Create("service");
        var clock = new FakeClock(Path.Combine(context.Folder.Path, "clock"));
        DenialCast.GoBack(clock);
        await using var service = await Service.StartAsync(folder, await PostgreSqlServer.CreateDatabaseAsync(postgreSql), [.. clock.Environment.Select(pair => (pair.Key, pair.Value))]);
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{service.Port}");
        var cast = await DenialCast.GatherAsync(channel, clock);
        var methods = GeneratedMethods.In(typeof(Charts).Assembly);
        var address = new Uri($"http://127.0.0.1:{service.Port}");

        using var run = new DenialRun(address, methods, new Requests(cast.Values), cast.TokenOf, cast.Secrets);
        var missing = (await run.FindUnknownAsync()).Concat(methods.Select(GeneratedMethods.PathOf).Where(path => MethodTable.Find(path) is null)).Distinct().ToList();
        var before = await ReadAsync(cast);
        for (var round = 0; round < context.Count(Rounds); round++)
            await run.RunAsync((_, _) => true);
        var after = await ReadAsync(cast);
        var unrecorded = await CountUnrecordedAsync(cast, run.Owed);
        Describe(context, run, missing, unrecorded);

        return new RowResult
        {
            Count = run.Calls,
            Failures = before.Contents == after.Contents && after.Finding.Length == 0 ? 0 : 1,
            Value = run.Complaints.Count + missing.Count + unrecorded.Count,
            Control = await ControlAsync(context, address, cast, methods),
        };
    }

    /// <summary>Reads as somebody who may, in the place of those who may not: each call must be complained of.</summary>
    private static async Task<Control> ControlAsync(RowContext context, Uri address, DenialCast cast, IReadOnlyList<Google.Protobuf.Reflection.MethodDescriptor> methods)
    {
        using var run = new DenialRun(address, methods, new Requests(cast.Values), _ => cast.Insider.Token, cast.Secrets);
        await run.RunAsync((row, situation) => row.Concern == Concern.Chart && row.Action is "Read" or "List" or "History" or "Export" or "Audit" && situation == Situation.WrongSite);
        context.Note($"control, somebody who may: {run.Complaints.Count} complaints of {run.Calls} calls");
        return new Control(run.Complaints.Count, run.Complaints.Count == run.Calls && run.Calls > 0);
    }

    private static Task<Stored> ReadAsync(DenialCast cast) =>
        Stored.ReadAsync(cast.Institution.Channel, cast.Institution.Administrator.Token, cast.Insider.Token, [cast.Chart.Id]);

    /// <summary>Denials that the chart has more or less often on record than there were.</summary>
    private static async Task<IReadOnlyList<string>> CountUnrecordedAsync(DenialCast cast, IEnumerable<Denied> owed)
    {
        var expected = owed.CountBy(denied => (Account: cast.AccountOf(denied.Actor), denied.Action)).ToDictionary();
        var found = (await ListAsync(cast)).Where(record => record.Outcome == AccessOutcome.Denied).CountBy(record => (record.Account, Action: record.Action.ToString())).ToDictionary();
        return
        [
            .. expected.Keys.Union(found.Keys)
                .Where(key => expected.GetValueOrDefault(key) != found.GetValueOrDefault(key))
                .Select(key => $"{key.Action} was denied {expected.GetValueOrDefault(key)} times to one account, and is on record {found.GetValueOrDefault(key)} times"),
        ];
    }

    private static async Task<List<AccessRecord>> ListAsync(DenialCast cast)
    {
        var records = new List<AccessRecord>();
        using var call = new Audit.AuditClient(cast.Institution.Channel).ListAccesses(new ListAccessesRequest { ChartId = cast.Chart.Id }, cast.Insider.Call);
        await foreach (var page in call.ResponseStream.ReadAllAsync())
            records.AddRange(page.Accesses);
        return records;
    }

    private static void Describe(RowContext context, DenialRun run, IReadOnlyList<string> missing, IReadOnlyList<string> unrecorded)
    {
        var combinations = MethodTable.Rows.Count * Enum.GetValues<Situation>().Length;
        var open = MethodTable.Rows.Sum(row => Enum.GetValues<Situation>().Count(situation => Expectations.Of(row, situation) == Expected.Open));
        context.Note($"{MethodTable.Rows.Count} methods in {Enum.GetValues<Situation>().Length} situations: {combinations} combinations, {open} of which the rules leave open; {run.Calls} calls, {run.Owed.Count} of them owed a record");
        foreach (var line in missing.Select(path => $"{path} has no line in the table").Concat(unrecorded).Concat(run.Complaints).Take(Examples))
            context.Note(line.Length > Wide ? line[..Wide] : line);
    }
}
