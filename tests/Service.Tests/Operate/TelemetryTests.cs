using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MedRecords.Service.Tests.Support;
using MedRecords.Testing;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Operate;

/// <summary>The dashboard, the alerts and the runbook against what services really send.</summary>
public sealed partial class TelemetryTests
{
    private static string Alerts => File.ReadAllText(Path.Combine(Readme.Root, "deploy", "prometheus", "alerts.yml"));

    [Fact]
    public async Task Every_series_and_label_of_the_dashboard_and_the_alerts_is_sent()
    {
        using var folder = new TemporaryFolder();
        await using var collector = await Collector.StartAsync();
        await using var server = await PostgresServer.StartAsync();
        var database = $"postgres://medrecords@127.0.0.1:{server.Port}/postgres";
        await using var shared = await ServiceProcess.StartAsync(Path.Combine(folder.Path, "a"), database, collector.Variables);
        await using var alone = await ServiceProcess.StartAsync(Path.Combine(folder.Path, "b"), "sqlite", collector.Variables);
        foreach (var service in new[] { shared, alone })
            await WorkAsync(service);
        var doctor = await Person.SignInAsync(shared, "admin", ServiceProcess.AdminPassword);
        await server.StopAsync(immediate: true);
        await Refused.ReasonAsync(() => doctor.Directory.ListSitesAsync(new ListSitesRequest(), doctor.Call).ResponseAsync);

        string[] expressions = [.. Dashboard(), .. AlertExpressions()];
        Assert.True(expressions.Length >= 20, $"Only {expressions.Length} expressions were found.");
        foreach (var (series, labels) in expressions.SelectMany(Selectors))
        {
            await collector.GetsAsync(series, it => it.Series.ContainsKey(series));
            await collector.GetsAsync($"{series} with {string.Join(", ", labels)}", it => labels.All(it.Series[series].Contains));
        }

        Assert.Equal("medrecords", collector.Resource["service.name"]);
        await collector.GetsAsync("a span", it => it.Traces.Any(trace => Encoding.UTF8.GetString(trace).Contains("medrecords.v1.Charts/GetChart", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_alert_has_a_heading_in_the_runbook_and_leads_there()
    {
        var runbook = File.ReadAllLines(Path.Combine(Readme.Root, "docs", "runbook.md"));
        var alerts = AlertName().Matches(Alerts).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(alerts);
        Assert.Equal(alerts.Select(name => $"## {name}"), runbook.Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
        Assert.Equal(alerts.Select(name => name.ToLowerInvariant()), RunbookLink().Matches(Alerts).Select(match => match.Groups[1].Value));
    }

    [Fact]
    public async Task Nothing_is_sent_where_nobody_said_where_to()
    {
        using var folder = new TemporaryFolder();
        await using var collector = await Collector.StartAsync();
        var variables = collector.Variables.Where(pair => pair.Key != "OTEL_EXPORTER_OTLP_ENDPOINT").ToDictionary();
        await using (var service = await ServiceProcess.StartAsync(folder.Path, "sqlite", variables))
        {
            await WorkAsync(service);
            await service.StopAsync();
        }

        Assert.Empty(collector.Series);
        Assert.Empty(collector.Traces);
    }

    private static async Task WorkAsync(ServiceProcess service)
    {
        var clinic = await Clinic.OpenAsync(service);
        var doctor = await clinic.HireAsync(Role.Physician);
        var chart = await clinic.OpenChartAsync(doctor);
        await doctor.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, doctor.Call);
        await Refused.WithAsync(ErrorReason.NotFound, () => doctor.Charts.GetChartAsync(new GetChartRequest { ChartId = "nonsense" }, doctor.Call).ResponseAsync);
    }

    private static IEnumerable<string> Dashboard()
    {
        var dashboard = JsonNode.Parse(File.ReadAllText(Path.Combine(Readme.Root, "deploy", "grafana", "medrecords.json")))!;
        return dashboard["panels"]!.AsArray().SelectMany(panel => panel!["targets"]!.AsArray()).Select(target => target!["expr"]!.GetValue<string>())
            .Concat(dashboard["templating"]!["list"]!.AsArray().Select(variable => variable!["query"] is JsonObject query ? query["query"]!.GetValue<string>() : ""))
            .Where(expression => expression.Length > 0);
    }

    private static IEnumerable<string> AlertExpressions() => Expression().Matches(Alerts).Select(match => match.Groups[1].Value);

    /// <summary>The series that an expression reads, each with the labels that it picks by and those that the expression groups by.</summary>
    private static IEnumerable<(string Series, string[] Labels)> Selectors(string expression)
    {
        string[] grouped = [.. Grouping().Matches(expression).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))];
        foreach (System.Text.RegularExpressions.Match selector in Selector().Matches(expression))
        {
            var picked = Label().Matches(selector.Groups[2].Value).Select(match => match.Groups[1].Value);
            yield return (selector.Groups[1].Value, [.. picked.Concat(grouped).Distinct()]);
        }
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex AlertName();

    [GeneratedRegex(@"runbook: docs/runbook\.md#(\w+)")]
    private static partial Regex RunbookLink();

    [GeneratedRegex(@"expr: \|\n((?: {10}.*\n)+)")]
    private static partial Regex Expression();

    [GeneratedRegex(@"([a-z][a-z0-9_]*)\{([^}]*)\}")]
    private static partial Regex Selector();

    [GeneratedRegex(@"([a-z_]+)(?:=~|!~|!=|=)""")]
    private static partial Regex Label();

    [GeneratedRegex(@"\bby \(([^)]*)\)")]
    private static partial Regex Grouping();
}
