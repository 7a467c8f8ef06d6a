using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.V1;
using DirectoryClient = MedRecords.V1.Directory.DirectoryClient;

namespace MedRecords.Battery.Setup;

/// <summary>A site of its own in a running service, with physicians who are signed in and charts that they treat.</summary>
/// <param name="Tokens">Tokens of the physicians.</param>
/// <param name="Charts">Ids of the charts.</param>
internal sealed record Branch(IReadOnlyList<string> Tokens, IReadOnlyList<string> Charts)
{
    private const int Concurrency = 16;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <summary>Makes the site.</summary>
    public static async Task<Branch> FoundAsync(int port, string site, int physicians, int charts)
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}");
        var directory = new DirectoryClient(channel);
        var administrator = Options(await SignInAsync(channel, Staff.Administrator));
        await directory.AddSiteAsync(new AddSiteRequest { Site = new Site { Id = site, Name = site } }, administrator);
        var users = Enumerable.Range(1, physicians).Select(number => $"{site}-physician{number}").ToArray();
        foreach (var user in users)
            await directory.AddStaffAsync(Staff.ToAdd(user, Role.Physician, site), administrator);
        var tokens = await Task.WhenAll(users.Select(user => SignInAsync(channel, user)));
        return new Branch(tokens, await OpenChartsAsync(channel, site, tokens[0], charts));
    }

    /// <summary>A token of someone; it lasts an hour.</summary>
    public static async Task<string> SignInAsync(ChannelBase channel, string user)
    {
        var request = new SignInRequest { User = user, Password = Staff.Password };
        return (await new Sessions.SessionsClient(channel).SignInAsync(request, deadline: DateTime.UtcNow + _patience)).Token;
    }

    private static async Task<string[]> OpenChartsAsync(GrpcChannel channel, string site, string token, int count)
    {
        var client = new Charts.ChartsClient(channel);
        var ids = new string[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Concurrency }, async (i, _) =>
        {
            var request = new OpenChartRequest { OperationId = Guid.NewGuid().ToString(), Site = site, Demographics = Samples.Demographics(i) };
            ids[i] = (await client.OpenChartAsync(request, Options(token))).ChartId;
        });
        return ids;
    }

    private static CallOptions Options(string token) =>
        new(new Metadata { { "authorization", "Bearer " + token } }, DateTime.UtcNow + _patience);
}
