using Grpc.Net.Client;
using MedRecords.Battery.Hosts;
using MedRecords.Battery.Rows.Security.Denials;
using MedRecords.Testing.Denials;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security;

/// <summary>
/// Ids of others' charts, entries, relations and so on in every place of every request that takes one, by callers of
/// many sorts. Each answer must be the one for an id that names nothing. The control has somebody ask who may.
/// </summary>
internal sealed class S3SwappedIds : IRow
{
    private const int Comparisons = 6_000;
    private const int ControlComparisons = 400;
    private const int Examples = 30;

    /// <inheritdoc/>
    public string Name => "S3";

    /// <inheritdoc/>
    public string Title => "answers that tell an id of somebody else's from one that names nothing";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtMost(0);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtMost(0);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        await using var postgreSql = context.NamesDatabase ? await context.StartDatabaseAsync() : null;
        await using var service = await Service.StartAsync(context.Folder.Create("service"), await PostgreSqlServer.CreateDatabaseAsync(postgreSql));
        var address = new Uri($"http://127.0.0.1:{service.Port}");
        using var channel = GrpcChannel.ForAddress(address.ToString());
        var cast = await SwapCast.GatherAsync(channel);
        var methods = GeneratedMethods.In(typeof(Charts).Assembly);

        using var run = new SwapRun(address, methods, new Requests(cast.Values), cast.Secrets);
        await run.RunAsync(cast.Callers, context.Count(Comparisons));
        using var control = new SwapRun(address, methods, new Requests(cast.Values), cast.Secrets);
        await control.RunAsync([cast.Colleague], Math.Min(ControlComparisons, context.Count(Comparisons)));

        context.Note($"{run.Comparisons} comparisons of {run.Places.Count} places in {methods.Count} requests by {cast.Callers.Count} callers");
        foreach (var complaint in run.Complaints.CountBy(complaint => complaint).Take(Examples))
            context.Note($"{complaint.Key} (× {complaint.Value})");
        context.Note($"control, somebody to whom nothing of it is foreign: {control.Complaints.Count} complaints of {control.Comparisons} comparisons");
        return new RowResult
        {
            Count = run.Comparisons,
            // Callers for whom a place has nothing foreign are passed over; a place must not be passed over by all.
            Failures = run.Places.Select(place => place.Place.Kind).Distinct().Count(kind => cast.Callers.All(caller => !caller.Foreign.ContainsKey(kind))),
            Value = run.Complaints.Count,
            Control = new Control(control.Complaints.Count, control.Complaints.Count > 0),
        };
    }
}
