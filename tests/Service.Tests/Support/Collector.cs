using System.Collections.Concurrent;
using System.Diagnostics;
using MedRecords.Service.Tests.Otlp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedRecords.Service.Tests.Support;

/// <summary>Takes what a service sends over OTLP, and knows it by the names that Prometheus gives it.</summary>
public sealed class Collector : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WebApplication _application;
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<string, byte>> _labels = new();

    private volatile TaskCompletionSource _next = New();

    private Collector(WebApplication application) => _application = application;

    /// <summary>What makes a service send here, twice a second.</summary>
    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What the senders said of themselves.</summary>
    public ConcurrentDictionary<string, string> Resource { get; } = new();

    /// <summary>Spans that came, as sent.</summary>
    public ConcurrentQueue<byte[]> Traces { get; } = new();

    /// <summary>Series by name, with the names of their labels.</summary>
    public IReadOnlyDictionary<string, IReadOnlyCollection<string>> Series => _labels.ToDictionary(pair => pair.Key, pair => (IReadOnlyCollection<string>)pair.Value.Keys.ToHashSet());

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var collector = new Collector(builder.Build());
        collector._application.Urls.Add("http://127.0.0.1:0");
        collector._application.MapPost("/v1/metrics", collector.TakeMetricsAsync);
        collector._application.MapPost("/v1/traces", collector.TakeTracesAsync);
        await collector._application.StartAsync();
        var address = collector._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        collector.Variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = address;
        collector.Variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        collector.Variables["OTEL_METRIC_EXPORT_INTERVAL"] = "500";
        collector.Variables["OTEL_BSP_SCHEDULE_DELAY"] = "500";
        return collector;
    }

    /// <summary>Waits for something to have come.</summary>
    public async Task GetsAsync(string what, Func<Collector, bool> hasCome)
    {
        for (var since = Stopwatch.GetTimestamp(); ;)
        {
            var next = _next.Task;
            if (hasCome(this))
                return;
            Assert.True(Stopwatch.GetElapsedTime(since) < Patience, $"{what} did not come; what came: {string.Join(", ", _labels.Keys.Order())}");
            await next.WaitAsync(Patience);
        }
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeMetricsAsync(HttpContext context)
    {
        var request = ExportMetricsRequest.Parser.ParseFrom(await ReadAsync(context));
        foreach (var sender in request.ResourceMetrics)
        {
            foreach (var attribute in sender.Resource.Attributes)
                Resource[attribute.Key] = attribute.Value.Text;
            foreach (var metric in sender.ScopeMetrics.SelectMany(scope => scope.Metrics))
                Take(metric);
        }

        Tell();
    }

    private async Task TakeTracesAsync(HttpContext context)
    {
        Traces.Enqueue(await ReadAsync(context));
        Tell();
    }

    private void Tell() => Interlocked.Exchange(ref _next, New()).SetResult();

    /// <summary>The unit goes to the end of the name, then what only grows is a total (OpenTelemetry specification, Prometheus compatibility).</summary>
    private void Take(Metric metric)
    {
        var unit = metric.Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        var name = metric.Name.Replace('.', '_') + unit;
        if (metric.Histogram is { } histogram)
        {
            foreach (var end in new[] { "_bucket", "_sum", "_count" })
                Add(name + end, histogram.DataPoints.SelectMany(point => point.Attributes), end == "_bucket" ? ["le"] : []);
        }
        else if (metric.Sum is { } sum)
            Add(sum.IsMonotonic ? name + "_total" : name, sum.DataPoints.SelectMany(point => point.Attributes), []);
        else if (metric.Gauge is { } gauge)
            Add(name, gauge.DataPoints.SelectMany(point => point.Attributes), []);
    }

    private void Add(string series, IEnumerable<Otlp.Attribute> attributes, string[] more)
    {
        var labels = _labels.GetOrAdd(series, _ => new ConcurrentDictionary<string, byte>());
        foreach (var label in attributes.Select(attribute => attribute.Key.Replace('.', '_')).Concat(["job", "instance", .. more]))
            labels[label] = 0;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }
}
