using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Grpc.Core;
using MedRecords.GrpcFrontend.Tests.Server;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Measuring;

public class Calls
{
    [Fact]
    public async Task Are_counted_and_timed_by_method_and_status()
    {
        var seen = new ConcurrentBag<(string, string?, string?)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "MedRecords.Frontend") listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen.Add(Row(instrument, tags)));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) => seen.Add(Row(instrument, tags)));
        listener.Start();
        await using var server = await FrontendServer.StartAsync();

        await server.Patients.SearchAsync(new(), new CallOptions()).RefusedAsync();

        Assert.Contains(("medrecords.frontend.calls", "/medrecords.v1.Patients/Search", "Unauthenticated"), seen);
        Assert.Contains(("medrecords.frontend.call.duration", "/medrecords.v1.Patients/Search", "Unauthenticated"), seen);
    }

    private static (string, string?, string?) Row(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var found = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value as string);
        return (instrument.Name, found["method"], found["status"]);
    }
}
