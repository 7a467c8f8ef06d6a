using Grpc.Core;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Hostile;

/// <summary>All that is stored, as far as anyone can see it.</summary>
/// <param name="Versions">How many versions all histories have together: each stored event is one.</param>
/// <param name="Finding">What does not hold in the journal; empty where all does.</param>
/// <param name="Contents">A chart's entries, the sites and the accounts, in words.</param>
public sealed record Ledger(long Versions, string Finding, string Contents)
{
    /// <summary>Reads it: as an administrator, and a chart as somebody who treats its patient.</summary>
    public static async Task<Ledger> ReadAsync(Person admin, Person reader, string chart)
    {
        VerifyJournalResponse last = new();
        using (var check = admin.Operations.VerifyJournal(new VerifyJournalRequest(), admin.Call))
        {
            await foreach (var progress in check.ResponseStream.ReadAllAsync())
                last = progress;
        }

        Assert.True(last.Finished);
        string[] words =
        [
            (await admin.Directory.ListSitesAsync(new ListSitesRequest(), admin.Call)).ToString(),
            (await admin.Directory.ListAccountsAsync(new ListAccountsRequest(), admin.Call)).ToString(),
            (await reader.Charts.GetChartAsync(new GetChartRequest { ChartId = chart, Latest = 200 }, reader.Call)).ToString(),
        ];

        return new Ledger(last.Versions, last.Finding, string.Join('\n', words));
    }
}
