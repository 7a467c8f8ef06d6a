using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Grpc.Core;
using MedRecords.Grains.Interfaces.Operations;
using MedRecords.GrpcFrontend.Tests.Server;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Measuring;

public class Calls
{
    [Fact]
    public async Task Are_timed_by_method_and_status_as_the_conventions_name_them()
    {
        var seen = new ConcurrentBag<Dictionary<string, object?>>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "MedRecords.Frontend", Name: "rpc.server.call.duration", Unit: "s" }) listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => seen.Add(tags.ToArray().ToDictionary()));
        listener.Start();
        await using var server = await FrontendServer.StartAsync();
        server.Grains.Operations.On(nameof(IOperationsGrain.GetLogHeadAsync), _ => throw new InvalidOperationException("broken"));

        await server.Patients.SearchAsync(new(), new CallOptions(deadline: DateTime.UtcNow + Refusals.Patience)).RefusedAsync();
        await server.Audit.GetLogHeadAsync(new(), FrontendServer.SignedIn).RefusedAsync();

        Assert.Contains(Measured("medrecords.v1.Patients/Search", "UNAUTHENTICATED", null), seen);
        Assert.Contains(Measured("medrecords.v1.Audit/GetLogHead", "INTERNAL", "INTERNAL"), seen);
    }

    [Fact]
    public async Task Are_traced_as_part_of_the_trace_of_their_caller()
    {
        var ended = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MedRecords.Frontend",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = await FrontendServer.StartAsync();
        var caller = ActivityTraceId.CreateRandom();
        var headers = new Metadata { { "traceparent", $"00-{caller}-00f067aa0ba902b7-01" } };

        headers.Add("authorization", "Bearer nobodys");
        await server.Patients.SearchAsync(new(), new CallOptions(headers, DateTime.UtcNow + Refusals.Patience)).RefusedAsync();

        var span = Assert.Single(ended, activity => activity.TraceId == caller);
        Assert.Equal(("medrecords.v1.Patients/Search", ActivityKind.Server), (span.DisplayName, span.Kind));
        Assert.Equal(Measured("medrecords.v1.Patients/Search", "UNAUTHENTICATED", null), span.TagObjects.ToDictionary());
    }

    private static Dictionary<string, object?> Measured(string method, string status, string? error)
    {
        var tags = new Dictionary<string, object?> { ["rpc.system.name"] = "grpc", ["rpc.method"] = method, ["rpc.response.status_code"] = status };
        if (error is not null) tags["error.type"] = error;
        return tags;
    }
}
