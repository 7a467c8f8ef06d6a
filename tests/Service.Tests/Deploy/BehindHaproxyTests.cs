using System.Security.Cryptography;
using Grpc.Core;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Deploy;

public sealed class BehindHaproxyTests
{
    private const int Charts = 24;
    private const string SiloHeader = "medrecords-silo";

    [Fact]
    public async Task Calls_for_one_chart_go_to_one_silo_and_to_any_without_the_header()
    {
        await using var place = await ThreeSilos.StartAsync();
        var (physician, charts) = await OpenChartsAsync(place);

        var homes = await FindHomesAsync(physician, charts);
        var again = await FindHomesAsync(physician, charts);
        var without = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ReadAsync(physician, charts[0], physician.Call)));

        Assert.Equal(homes, again);
        Assert.True(homes.Values.Distinct().Count() > 1, "all charts went to one silo");
        Assert.True(without.Distinct().Count() > 1, "calls without the header went to one silo");
    }

    [Fact]
    public async Task Charts_of_a_killed_silo_go_elsewhere_and_no_others_move()
    {
        await using var place = await ThreeSilos.StartAsync();
        var (physician, charts) = await OpenChartsAsync(place);
        var before = await FindHomesAsync(physician, charts);
        Assert.Contains("silo3", before.Values);

        using var end = new CancellationTokenSource();
        var work = WriteAsync(physician, charts, end.Token);
        place.Silos[2].Kill();
        await place.Proxy.SeesAsync("silo3", "DOWN");
        var after = await FindHomesAsync(physician, charts);
        await end.CancelAsync();

        await CheckAsync(physician, await work);
        Assert.All(charts, chart => Assert.True(after[chart] == before[chart] || before[chart] == "silo3", "a chart of another silo moved"));
        Assert.DoesNotContain("silo3", after.Values);
    }

    [Fact]
    public async Task A_silo_that_drains_is_left_before_it_ends_and_nothing_is_lost()
    {
        await using var place = await ThreeSilos.StartAsync();
        var (physician, charts) = await OpenChartsAsync(place);
        Assert.Contains("silo2", (await FindHomesAsync(physician, charts)).Values);

        using var end = new CancellationTokenSource();
        var work = WriteAsync(physician, charts, end.Token);
        place.Silos[1].Signal("TERM");
        await place.Proxy.SeesAsync("silo2", "DOWN", checks: true);
        var after = await FindHomesAsync(physician, charts);
        await place.Silos[1].StopAsync();
        await end.CancelAsync();

        await CheckAsync(physician, await work);
        Assert.DoesNotContain("silo2", after.Values);
    }

    [Fact]
    public async Task A_certificate_stands_for_its_program_only_where_TLS_goes_through()
    {
        await using var place = await ThreeSilos.StartAsync();
        var clinic = await Clinic.OpenAsync(place.Silos[0]);
        using var certificate = place.Authority.ForClient("laboratory");
        await clinic.Admin.Directory.AddApplicationAsync(
            new AddApplicationRequest
            {
                User = "laboratory",
                DisplayName = "Laboratory",
                Assignments = { new Assignment { Site = clinic.Site, Role = Role.Application } },
                CertificateSha256 = certificate.GetCertHashString(HashAlgorithmName.SHA256),
            },
            clinic.Admin.Call);

        using var through = place.Authority.Connect(place.Proxy.Passthrough, certificate);
        using var ended = place.Authority.Connect(place.Proxy.Address, certificate);

        Assert.Empty((await SearchAsync(through)).Matches);
        await Refused.WithAsync(ErrorReason.NotSignedIn, () => SearchAsync(ended));
    }

    private static async Task<SearchResponse> SearchAsync(ChannelBase channel) =>
        await new V1.Patients.PatientsClient(channel).SearchAsync(new SearchRequest { Name = "Nobody" }, deadline: DateTime.UtcNow.AddSeconds(30));

    private static async Task<(Person Physician, IReadOnlyList<string> Charts)> OpenChartsAsync(ThreeSilos place)
    {
        var clinic = await Clinic.OpenAsync(place.Silos[0]);
        var physician = await clinic.HireAsync(Role.Physician);
        return (physician, await Task.WhenAll(Enumerable.Range(0, Charts).Select(_ => clinic.OpenChartAsync(physician))));
    }

    private static async Task<Dictionary<string, string>> FindHomesAsync(Person by, IReadOnlyList<string> charts)
    {
        var homes = new Dictionary<string, string>();
        foreach (var chart in charts)
        {
            while (!homes.ContainsKey(chart))
            {
                try
                {
                    homes.Add(chart, await ReadAsync(by, chart, Routed(by, chart)));
                }
                catch (RpcException refused) when (MayRetry(refused))
                {
                    // Its chart was at the silo that is gone: the standard retry finds it elsewhere.
                }
            }
        }

        return homes;
    }

    private static bool MayRetry(RpcException refused) => refused.StatusCode is StatusCode.Unavailable or StatusCode.Unknown or StatusCode.DeadlineExceeded;

    private static async Task<string> ReadAsync(Person by, string chart, CallOptions options)
    {
        using var call = by.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, options);
        var silo = (await call.ResponseHeadersAsync).GetValue(SiloHeader)!;
        await call.ResponseAsync;
        return silo;
    }

    private static CallOptions Routed(Person by, string chart)
    {
        var options = by.Call;
        options.Headers!.Add("chart-id", chart);
        return options;
    }

    /// <summary>Writes to every chart until it is over, and remembers what was acknowledged.</summary>
    private static Task<Dictionary<string, int>> WriteAsync(Person by, IReadOnlyList<string> charts, CancellationToken end) => Task.Run(async () =>
    {
        var acknowledged = charts.ToDictionary(chart => chart, _ => 0);
        for (var i = 0; !end.IsCancellationRequested; i++)
        {
            var chart = charts[i % charts.Count];
            var request = Samples.Append(chart, Samples.Note($"{i}"));
            while (!await TryAsync(by, request))
            {
            }

            acknowledged[chart]++;
        }

        return acknowledged;
    }, CancellationToken.None);

    /// <summary>False where a client's standard retry is due, with the same operation id.</summary>
    private static async Task<bool> TryAsync(Person by, AppendEntriesRequest request)
    {
        try
        {
            await by.Charts.AppendEntriesAsync(request, Routed(by, request.ChartId));
            return true;
        }
        catch (RpcException refused) when (MayRetry(refused))
        {
            return false;
        }
    }

    private static async Task CheckAsync(Person by, Dictionary<string, int> acknowledged)
    {
        Assert.True(acknowledged.Values.Sum() > 0);
        foreach (var (chart, count) in acknowledged)
        {
            var read = await by.Charts.GetChartAsync(new GetChartRequest { ChartId = chart }, by.Call);
            Assert.Equal(count, read.Counts.SingleOrDefault(kind => kind.Kind == EntryKind.Note)?.Count ?? 0);
        }
    }
}
