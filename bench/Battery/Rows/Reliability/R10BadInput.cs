using Grpc.Net.Client;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Rows.Reliability.BadInputs;
using MedRecords.Battery.Setup;
using MedRecords.Testing.BadInput;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Reliability;

/// <summary>
/// Bad calls of every method that the running service has: broken messages, frames and headers, and hostile names
/// and ids. Each must end with a clear status and store nothing, while others go on with their work. The number of
/// a call is its seed; the same number makes the same call.
/// </summary>
internal sealed class R10BadInput : IRow
{
    private const int Calls = 20_000;
    private const int CallsOfOneAttacker = 1_000;
    private const int ChartCount = 8;
    private const int Examples = 20;

    /// <inheritdoc/>
    public string Name => "R10";

    /// <inheritdoc/>
    public string Title => "bad calls without a clear status, and events that they stored";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = context.NamesDatabase ? await context.StartDatabaseAsync() : null;
        await using var service = await Service.StartAsync(context.Folder.Create("service"), await PostgreSqlServer.CreateDatabaseAsync(postgreSql));
        using var clinic = await Clinic.FoundAsync(service.Port);
        var charts = await clinic.OpenChartsAsync(ChartCount);
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{service.Port}");
        var administrator = (await new Sessions.SessionsClient(channel).SignInAsync(
            new SignInRequest { User = Staff.Administrator, Password = Staff.Password }, deadline: DateTime.UtcNow.AddMinutes(1))).Token;
        await Attackers.FoundAsync(channel, administrator);
        using var attack = new Attack(new Uri($"http://127.0.0.1:{service.Port}"), new Dictionary<string, string>
        {
            ["chart_id"] = charts[0],
            ["site"] = Staff.Site,
            ["user"] = "nobody-here",
            ["id"] = await Attackers.GrantAsync(channel, clinic.PhysicianTokens[0], charts[0]),
        });
        await attack.FindMethodsAsync();

        var bystanders = new Bystanders(channel, clinic.PhysicianTokens[0], charts);
        var (count, wrong) = (context.Count(Calls), 0L);
        for (var first = 0; first < count; first += CallsOfOneAttacker)
            wrong += await RunAsync(context, new Round(channel, administrator, clinic.PhysicianTokens[0], charts, attack, bystanders), first, Math.Min(CallsOfOneAttacker, count - first));

        foreach (var line in attack.Describe().Concat(attack.Complaints.Take(Examples)))
            context.Note(line);
        context.Note($"{count} bad calls of {attack.Methods.Count} methods; {bystanders.Calls} calls of others meanwhile, of which {bystanders.Failures} failed");
        return new RowResult
        {
            Count = count,
            Failures = bystanders.Failures + (bystanders.Calls == 0 ? 1 : 0),
            Value = attack.Complaints.Count + wrong,
            Control = await ControlAsync(channel, administrator, clinic.PhysicianTokens[0], charts),
        };
    }

    /// <summary>One attacker's calls; returns how many events are stored that nothing accounts for.</summary>
    private static async Task<long> RunAsync(RowContext context, Round round, int first, int count)
    {
        var attackers = await Attackers.HireAsync(round.Channel, round.Administrator, first);
        var owedBefore = Owed(round.Attack);
        var before = await round.ReadAsync();
        var work = round.Attack.RunAsync(first, count, attackers.TokenFor);
        await round.Bystanders.WorkAsync(until: work);
        await work;
        var after = await round.ReadAsync();
        var stray = Math.Abs(after.Versions - before.Versions - (Owed(round.Attack) - owedBefore));
        if (before.Contents == after.Contents && after.Finding.Length == 0)
            return stray;
        context.Note($"calls {first} to {first + count - 1} changed what is stored; {after.Finding}");
        return stray + 1;
    }

    /// <summary>Events that an account that signs out, or whose password is guessed, has to have on record.</summary>
    private static long Owed(Attack attack) =>
        attack.Count("/medrecords.v1.Sessions/SignOut", "0") + attack.Count("/medrecords.v1.Sessions/ChangePassword", "ERROR_REASON_SIGN_IN_FAILED");

    /// <summary>A call that is not bad must show in what is compared.</summary>
    private static async Task<Control> ControlAsync(GrpcChannel channel, string administrator, string physician, IReadOnlyList<string> charts)
    {
        var before = await Stored.ReadAsync(channel, administrator, physician, charts);
        await new Charts.ChartsClient(channel).AppendEntriesAsync(
            new AppendEntriesRequest { OperationId = "well-meant", ChartId = charts[0], Entries = { Samples.HeartRate() } }, Stored.Options(physician));
        var after = await Stored.ReadAsync(channel, administrator, physician, charts);
        return new Control(after.Versions - before.Versions, after.Versions > before.Versions && after.Contents != before.Contents);
    }

    private sealed record Round(GrpcChannel Channel, string Administrator, string Physician, IReadOnlyList<string> Charts, Attack Attack, Bystanders Bystanders)
    {
        public Task<Stored> ReadAsync() => Stored.ReadAsync(Channel, Administrator, Physician, Charts);
    }
}
