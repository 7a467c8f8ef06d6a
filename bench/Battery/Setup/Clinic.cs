using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.V1;
using DirectoryClient = MedRecords.V1.Directory.DirectoryClient;

namespace MedRecords.Battery.Setup;

/// <summary>A clinic in a running service, reached by an ordinary client: it prepares what a row needs.</summary>
internal sealed class Clinic : IDisposable
{
    private const int Concurrency = 16;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly GrpcChannel _channel;
    private readonly Charts.ChartsClient _charts;
    private string _recordsOffice = "";

    private Clinic(Uri address)
    {
        _channel = GrpcChannel.ForAddress(address.ToString());
        _charts = new Charts.ChartsClient(_channel);
    }

    /// <summary>Tokens of the physicians.</summary>
    public IReadOnlyList<string> PhysicianTokens { get; private set; } = [];

    /// <summary>Makes the site and the staff in a new service, and signs them in.</summary>
    public static Task<Clinic> FoundAsync(int port) => FoundAsync(AddressOf(port));

    /// <summary>The same, in a service that is not on 127.0.0.1.</summary>
    public static async Task<Clinic> FoundAsync(Uri address)
    {
        var clinic = new Clinic(address);
        var administrator = Options(await clinic.SignInAsync(Staff.Administrator));
        var directory = new DirectoryClient(clinic._channel);
        await directory.AddSiteAsync(new AddSiteRequest { Site = new Site { Id = Staff.Site, Name = "Clinic" } }, administrator);
        await directory.AddStaffAsync(Staff.ToAdd(Staff.RecordsOffice, Role.RecordsOffice), administrator);
        foreach (var physician in Staff.Physicians)
            await directory.AddStaffAsync(Staff.ToAdd(physician, Role.Physician), administrator);
        await clinic.SignInStaffAsync();
        return clinic;
    }

    /// <summary>Signs the staff in to a service in which the clinic was made before.</summary>
    public static async Task<Clinic> ReturnAsync(int port)
    {
        var clinic = new Clinic(AddressOf(port));
        await clinic.SignInStaffAsync();
        return clinic;
    }

    /// <summary>Opens charts and returns their ids.</summary>
    public async Task<IReadOnlyList<string>> OpenChartsAsync(int count)
    {
        var ids = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (i, _) =>
        {
            var request = new OpenChartRequest { OperationId = Guid.NewGuid().ToString(), Site = Staff.Site, Demographics = Samples.Demographics(i) };
            ids[i] = (await _charts.OpenChartAsync(request, Options(_recordsOffice))).ChartId;
        });
        return ids;
    }

    /// <summary>Records so many entries in each of some charts.</summary>
    public async Task FillChartsAsync(IReadOnlyList<string> charts, int entries)
    {
        const int LargestRequest = 1000;
        await Parallel.ForEachAsync(charts, new ParallelOptions { MaxDegreeOfParallelism = Concurrency / 4 }, async (chart, _) =>
        {
            for (var rest = entries; rest > 0; rest -= LargestRequest)
            {
                var request = new AppendEntriesRequest { OperationId = Guid.NewGuid().ToString(), ChartId = chart };
                request.Entries.Add(Enumerable.Range(0, Math.Min(rest, LargestRequest)).Select(i => Samples.HeartRate(60 + (i % 40))));
                await _charts.AppendEntriesAsync(request, Options(PhysicianTokens[0]));
            }
        });
    }

    /// <summary>Imports bundles and returns the charts' ids.</summary>
    public async Task<IReadOnlyList<string>> ImportAsync(IEnumerable<byte[]> bundles)
    {
        const int LargestChunk = 256 * 1024;
        var ids = new List<string>();
        foreach (var bundle in bundles)
        {
            using var call = _charts.ImportBundle(Options(_recordsOffice));
            foreach (var chunk in bundle.Chunk(LargestChunk))
                await call.RequestStream.WriteAsync(new ImportBundleRequest { Site = Staff.Site, Chunk = Google.Protobuf.ByteString.CopyFrom(chunk) });
            await call.RequestStream.CompleteAsync();
            ids.Add((await call.ResponseAsync).ChartId);
        }

        return ids;
    }

    /// <summary>Reads a chart as the records office, which sees everything.</summary>
    public async Task<GetChartResponse> ReadAsync(string chart, int latest) =>
        await _charts.GetChartAsync(new GetChartRequest { ChartId = chart, Latest = latest }, Options(_recordsOffice));

    /// <summary>The encoded size of all that the charts' entries say.</summary>
    public async Task<long> SumEncodedAsync(IEnumerable<string> charts)
    {
        var sum = 0L;
        foreach (var chart in charts)
        {
            using var call = _charts.ListEntries(new ListEntriesRequest { ChartId = chart }, Options(_recordsOffice));
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
                sum += call.ResponseStream.Current.Entries.Sum(entry => entry.Content.CalculateSize());
        }

        return sum;
    }

    /// <summary>The sum of the charts' versions: what was recorded in them so far.</summary>
    public async Task<long> SumVersionsAsync(IReadOnlyList<string> charts)
    {
        var sum = 0L;
        await Parallel.ForEachAsync(charts, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (chart, _) =>
            Interlocked.Add(ref sum, (await ReadAsync(chart, 0)).Version));
        return sum;
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private static Uri AddressOf(int port) => new($"http://127.0.0.1:{port}");

    private static CallOptions Options(string token) =>
        new(new Metadata { { "authorization", "Bearer " + token } }, DateTime.UtcNow + _patience);

    private async Task SignInStaffAsync()
    {
        _recordsOffice = await SignInAsync(Staff.RecordsOffice);
        PhysicianTokens = await Task.WhenAll(Staff.Physicians.Select(SignInAsync));
    }

    private async Task<string> SignInAsync(string user)
    {
        var request = new SignInRequest { User = user, Password = Staff.Password };
        return (await new Sessions.SessionsClient(_channel).SignInAsync(request, deadline: DateTime.UtcNow + _patience)).Token;
    }
}
