using Grpc.Core;
using MedRecords.Battery.Faults.Traffic;
using MedRecords.Battery.Setup;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security.Ledgers;

/// <summary>
/// A client that asks for all sorts of things, gives some calls up, breaks some streams off, and writes a receipt for
/// whatever reaches it before anything else happens.
/// </summary>
internal sealed class LedgerClient(int number, LedgerScene scene)
{
    /// <summary>How many entries a page of a list holds, each page being an access of its own.</summary>
    public const int EntriesOfAPage = 200;

    private const int GivenUpOf = 12;
    private const int LongestPatienceMicros = 3000;
    private static readonly TimeSpan _attemptTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _watchTime = TimeSpan.FromMilliseconds(150);

    private static readonly (string Word, Purpose Purpose)[] _purposes =
    [
        ("treatment", Purpose.Treatment), ("payment", Purpose.Payment), ("operations", Purpose.Operations),
        ("patient-request", Purpose.PatientRequest), ("records-management", Purpose.RecordsManagement), ("audit", Purpose.Audit),
    ];

    private readonly Random _random = new(number);

    /// <summary>What it received.</summary>
    public List<Receipt> Receipts { get; } = [];

    /// <summary>Calls that it gave up, or that broke.</summary>
    public int Broken { get; private set; }

    /// <summary>Makes one call.</summary>
    public async Task CallAsync(long call)
    {
        var silo = scene.Addresses.Choose(_random);
        var chart = scene.Charts[_random.Next(scene.Charts.Count)];
        var caller = scene.Callers[_random.Next(scene.Callers.Count)];
        var (word, purpose) = _purposes[_random.Next(_purposes.Length)];
        using var given = new CancellationTokenSource();
        if (_random.Next(GivenUpOf) == 0)
            given.CancelAfter(TimeSpan.FromMicroseconds(_random.Next(LongestPatienceMicros)));
        var options = new CallOptions(new Metadata { { "authorization", "Bearer " + caller.Token }, { "x-purpose", word } }, DateTime.UtcNow + _attemptTime, given.Token);
        var action = Choose();
        try
        {
            await CallAsync(action, silo, chart, new ReceiptKey(chart.Id, caller.Account, action, purpose, AccessOutcome.Permitted), options, call);
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.NotFound or StatusCode.PermissionDenied)
        {
            // A search or a watch that may not begin concerns no chart.
            if (action is not (AccessAction.Search or AccessAction.Watch))
                Receipts.Add(new Receipt(new ReceiptKey(chart.Id, caller.Account, action, purpose, AccessOutcome.Denied), []));
        }
        catch (Exception failure) when (failure is RpcException or OperationCanceledException)
        {
            Broken++;
            if (failure is RpcException refused && Reply.Of(refused).IsSilent && !given.IsCancellationRequested && refused.StatusCode == StatusCode.Unavailable)
                scene.Addresses.Avoid(silo);
        }
    }

    private AccessAction Choose() => _random.Next(100) switch
    {
        < 40 => AccessAction.Read,
        < 58 => AccessAction.List,
        < 66 => AccessAction.History,
        < 78 => AccessAction.Append,
        < 90 => AccessAction.Search,
        < 95 => AccessAction.Export,
        < 97 => AccessAction.Audit,
        _ => AccessAction.Watch,
    };

    private async Task CallAsync(AccessAction action, int silo, (string Id, string Family) chart, ReceiptKey key, CallOptions options, long call)
    {
        var channel = scene.Addresses.Channels[silo];
        var charts = scene.Addresses.Charts[silo];
        switch (action)
        {
            case AccessAction.Read:
                Take(key, (await charts.GetChartAsync(new GetChartRequest { ChartId = chart.Id, Latest = 5 }, options)).Latest);
                break;
            case AccessAction.History:
                Take(key, (await charts.GetEntryHistoryAsync(new GetEntryHistoryRequest { ChartId = chart.Id, EntryId = 3 }, options)).Revisions);
                break;
            case AccessAction.Append:
                var appended = await charts.AppendEntriesAsync(new AppendEntriesRequest { OperationId = $"ledger-{number}-{call}", ChartId = chart.Id, Entries = { Samples.HeartRate() } }, options);
                Receipts.Add(new Receipt(key, [.. appended.EntryIds]));
                break;
            case AccessAction.Search:
                foreach (var match in (await new Patients.PatientsClient(channel).SearchAsync(new SearchRequest { Name = _random.Next(2) == 0 ? chart.Family : "Ledger", Limit = 5 }, options)).Matches)
                    Take(key with { Chart = match.ChartId }, [match.Demographics]);
                break;
            case AccessAction.List:
                await ListAsync(charts.ListEntries(new ListEntriesRequest { ChartId = chart.Id, NewestFirst = true }, options), key);
                break;
            case AccessAction.Export:
                await TakeSomeAsync(charts.ExportChart(new ExportChartRequest { ChartId = chart.Id }, options), _ => { }, () => Receipts.Add(new Receipt(key, [])));
                break;
            case AccessAction.Audit:
                await TakeSomeAsync(new Audit.AuditClient(channel).ListAccesses(new ListAccessesRequest { ChartId = chart.Id, Limit = 3 }, options), _ => { }, () => Receipts.Add(new Receipt(key, [])));
                break;
            default:
                await WatchAsync(channel, key, options);
                break;
        }
    }

    private async Task ListAsync(AsyncServerStreamingCall<ListEntriesResponse> call, ReceiptKey key)
    {
        var shown = new List<long>();
        await TakeSomeAsync(call, page => shown.AddRange(page.Entries.Select(entry => entry.Id)), () =>
        {
            foreach (var page in shown.Chunk(EntriesOfAPage).DefaultIfEmpty([]))
                Receipts.Add(new Receipt(key, page));
        });
    }

    /// <summary>Follows the feed for a moment; each change that comes is an access to its chart.</summary>
    private async Task WatchAsync(ChannelBase channel, ReceiptKey key, CallOptions options)
    {
        using var moment = new CancellationTokenSource(_watchTime);
        using var watch = new ChangeFeed.ChangeFeedClient(channel).Watch(new WatchRequest(), options.WithCancellationToken(moment.Token));
        await foreach (var response in watch.ResponseStream.ReadAllAsync(CancellationToken.None))
        {
            if (response.Change is { } change)
                Receipts.Add(new Receipt(key with { Chart = change.ChartId }, [change.EntryId]));
        }
    }

    /// <summary>Reads a stream, half of the time to its end; whatever ends it, what came was received.</summary>
    private async Task TakeSomeAsync<T>(AsyncServerStreamingCall<T> call, Action<T> take, Action write)
        where T : class
    {
        var most = _random.Next(2) == 0 ? 1 : int.MaxValue;
        var taken = 0;
        try
        {
            using (call)
            {
                while (taken < most && await call.ResponseStream.MoveNext(CancellationToken.None))
                {
                    taken++;
                    take(call.ResponseStream.Current);
                }
            }
        }
        finally
        {
            if (taken > 0)
                write();
        }
    }

    private void Take(ReceiptKey key, IEnumerable<Entry> entries) => Receipts.Add(new Receipt(key, [.. entries.Select(entry => entry.Id)]));
}
