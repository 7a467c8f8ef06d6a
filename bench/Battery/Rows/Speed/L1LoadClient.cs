using MedRecords.Battery.Hosts;
using MedRecords.Battery.Load;
using MedRecords.Battery.Measure;
using MedRecords.Battery.V1;

namespace MedRecords.Battery.Rows.Speed;

/// <summary>
/// Whether our load client is lean enough to stand for the clients: it shares the cores with the service, so
/// what it costs is taken from the service's figures.
/// </summary>
internal sealed class L1LoadClient : IRow
{
    /// <inheritdoc/>
    public string Name => "L1";

    /// <inheritdoc/>
    public string Title => "empty unary calls under our load client ÷ under h2load";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtLeast(0.9);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtLeast(1);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var port = FreePort.Find();
        await using var host = await BareHost.StartAsync(BareKind.Grpc, port);
        await H2Load.MeasureAsync(port, BareHost.CallPath, context.Folder.Path, BareHost.WarmupSeconds);
        var plan = new LoadPlan { Port = port, Path = BareHost.CallPath, Requests = [RequestTemplate.For(new CallRequest())], WarmupSeconds = 1, Seconds = context.Seconds };
        return await Abba.CompareAsync(
            context,
            new Side("calls/s, ours", () => LoadProcess.MeasureRateAsync(context, plan)),
            new Side("calls/s, h2load", () => H2Load.MeasureAsync(port, BareHost.CallPath, context.Folder.Path, context.Seconds)));
    }
}
