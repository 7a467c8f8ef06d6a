using System.Runtime.CompilerServices;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.GrpcFrontend.Mapping;

namespace MedRecords.GrpcFrontend.Services;

/// <summary>
/// A list of entries, page by page. Every page is a call of its own, so the rules hold anew on each; all
/// show the version of the first.
/// </summary>
internal sealed class EntryList(IChartGrain chart, Caller caller, EntryQuery first, int limit)
{
    /// <summary>The pages; the first one always, even where it is empty.</summary>
    public async IAsyncEnumerable<EntryPage> PagesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = first;
        var left = limit == 0 ? long.MaxValue : limit;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = (await chart.ListAsync(caller, query)).OrThrow();
            yield return page;
            left -= page.Entries.Count;
            if (!page.More || left <= 0) yield break;

            // An empty page says nothing of where the next one begins; to end here would be to leave entries out.
            if (page.Entries.Count == 0) throw new InvalidOperationException("A page without entries cannot be followed by another.");
            query = query with { AtVersion = page.Version, After = page.Entries[^1].Id, Limit = (int)Math.Min(query.Limit, left) };
        }
    }
}
