using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.V1;
using DirectoryClient = MedRecords.V1.Directory.DirectoryClient;

namespace MedRecords.Battery.Rows.Reliability.BadInputs;

/// <summary>All that is stored, as an administrator and somebody who treats the patients see it.</summary>
/// <param name="Versions">Versions of all histories together: each stored event is one.</param>
/// <param name="Commits">Commits, access records among them.</param>
/// <param name="Finding">What does not hold in the journal; empty where all does.</param>
/// <param name="Contents">Charts, sites and accounts, in words.</param>
internal sealed record Stored(long Versions, long Commits, string Finding, string Contents)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    /// <summary>Reads it.</summary>
    public static async Task<Stored> ReadAsync(GrpcChannel channel, string administrator, string physician, IReadOnlyList<string> charts)
    {
        VerifyJournalResponse last = new();
        using var check = new Operations.OperationsClient(channel).VerifyJournal(new VerifyJournalRequest(), Options(administrator));
        await foreach (var progress in check.ResponseStream.ReadAllAsync())
            last = progress;
        var directory = new DirectoryClient(channel);
        var contents = new List<string>
        {
            (await directory.ListSitesAsync(new ListSitesRequest(), Options(administrator))).ToString(),
            // Who signs in and out is the accounts' own business; which there are, and what they may do, is not.
            (await directory.ListAccountsAsync(new ListAccountsRequest(), Options(administrator))).ToString(),
        };
        foreach (var chart in charts)
            contents.Add((await new Charts.ChartsClient(channel).GetChartAsync(new GetChartRequest { ChartId = chart, Latest = 200 }, Options(physician))).ToString());
        return new Stored(last.Versions, last.Commits, last.Finished ? last.Finding : "the check of the journal broke off", string.Join('\n', contents));
    }

    /// <summary>Options of a call.</summary>
    public static CallOptions Options(string token) => new(new Metadata { { "authorization", "Bearer " + token } }, DateTime.UtcNow + _patience);
}
