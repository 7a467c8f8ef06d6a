using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;
using MedRecords.Battery.Measure;
using MedRecords.Battery.Setup;
using MedRecords.Battery.V1;

namespace MedRecords.Battery.Rows.Speed;

/// <summary>What a read costs whose audit record is durable before the answer, against a call that does nothing.</summary>
internal sealed class P5Reads : IRow
{
    /// <inheritdoc/>
    public string Name => "P5";

    /// <inheritdoc/>
    public string Title => "chart reads/s with durable audit ÷ empty unary calls/s";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtLeast(0.2);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtLeast(0.45);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var barePort = FreePort.Find();
        await using var bare = await BareHost.StartAsync(BareKind.Grpc, barePort);
        await using var postgreSql = await context.StartDatabaseAsync();
        await using var scene = await Scene.OpenAsync(context, postgreSql);
        var reads = ChartPlans.Read(scene.Service.Port, scene.Clinic, scene.Charts, latest: 1) with { Seconds = context.Seconds };
        var calls = new LoadPlan { Port = barePort, Path = BareHost.CallPath, Requests = [RequestTemplate.For(new CallRequest())], Seconds = context.Seconds };
        await scene.WarmUpAsync(reads);
        await LoadProcess.RunAsync(context, calls with { Seconds = BareHost.WarmupSeconds });
        return await Abba.CompareAsync(
            context,
            new Side("chart reads/s", () => scene.MeasureRateAsync(reads)),
            new Side("empty calls/s", () => LoadProcess.MeasureRateAsync(context, calls)));
    }
}
