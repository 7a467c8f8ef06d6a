using MedRecords.Battery.Hosts;
using MedRecords.Battery.Measure;

namespace MedRecords.Battery.Rows.Speed;

/// <summary>What the gRPC stack costs on top of Kestrel. Both sides get the same requests, byte for byte.</summary>
internal sealed class P4EmptyCall : IRow
{
    /// <inheritdoc/>
    public string Name => "P4";

    /// <inheritdoc/>
    public string Title => "empty unary call ÷ empty Kestrel HTTP/2 handler, both under h2load";

    /// <inheritdoc/>
    public Limit Bar => Limit.AtLeast(0.7);

    /// <inheritdoc/>
    public Limit Goal => Limit.AtLeast(0.85);

    /// <inheritdoc/>
    public async Task<RowResult> RunAsync(RowContext context)
    {
        var (callPort, handlerPort) = (FreePort.Find(), FreePort.Find());
        await using var call = await BareHost.StartAsync(BareKind.Grpc, callPort);
        await using var handler = await BareHost.StartAsync(BareKind.Kestrel, handlerPort);
        foreach (var port in new[] { callPort, handlerPort })
            await MeasureAsync(context, port, BareHost.WarmupSeconds);
        return await Abba.CompareAsync(
            context,
            new Side("empty call/s", () => MeasureAsync(context, callPort, context.Seconds)),
            new Side("empty handler/s", () => MeasureAsync(context, handlerPort, context.Seconds)));
    }

    private static Task<Figure> MeasureAsync(RowContext context, int port, int seconds) =>
        H2Load.MeasureAsync(port, BareHost.CallPath, context.Folder.Path, seconds);
}
