using Grpc.Net.Client;
using MedRecords.Battery.Setup;
using MedRecords.V1;
using DirectoryClient = MedRecords.V1.Directory.DirectoryClient;

namespace MedRecords.Battery.Rows.Reliability.BadInputs;

/// <summary>
/// People who are signed in and hold roles, but not where the charts are. One of them does everything but what
/// sessions are about; the other one signs out and has its password guessed.
/// </summary>
/// <param name="Token">Of the first.</param>
/// <param name="LeaverToken">Of the second.</param>
internal sealed record Attackers(string Token, string LeaverToken)
{
    private const string Site = "elsewhere";

    /// <summary>Opens the site that they come from.</summary>
    public static async Task FoundAsync(GrpcChannel channel, string administrator) =>
        await new DirectoryClient(channel).AddSiteAsync(new AddSiteRequest { Site = new Site { Id = Site, Name = "Elsewhere" } }, Stored.Options(administrator));

    /// <summary>Makes a grant that is not theirs, and returns its id.</summary>
    public static async Task<string> GrantAsync(GrpcChannel channel, string physician, string chart)
    {
        var grant = new Grant { Site = Staff.Site, Kind = GrantKind.Referral, Reason = "a referral" };
        return (await new Access.AccessClient(channel).GrantAsync(new GrantRequest { OperationId = "not-theirs", ChartId = chart, Grant = grant }, Stored.Options(physician))).Id;
    }

    /// <summary>Hires two new ones.</summary>
    public static async Task<Attackers> HireAsync(GrpcChannel channel, string administrator, int number) => new(
        await HireAsync(channel, administrator, $"attacker{number}", Role.RecordsOffice, Role.Physician, Role.Auditor),
        await HireAsync(channel, administrator, $"leaver{number}", Role.Physician));

    /// <summary>Whose token a method is called with.</summary>
    public string TokenFor(string method) => method.Contains(".Sessions/", StringComparison.Ordinal) ? LeaverToken : Token;

    private static async Task<string> HireAsync(GrpcChannel channel, string administrator, string user, params Role[] roles)
    {
        var request = Staff.ToAdd(user, Role.Physician);
        request.Assignments.Clear();
        request.Assignments.Add(roles.Select(role => new Assignment { Site = Site, Role = role }));
        await new DirectoryClient(channel).AddStaffAsync(request, Stored.Options(administrator));
        return (await new Sessions.SessionsClient(channel).SignInAsync(new SignInRequest { User = user, Password = Staff.Password }, deadline: DateTime.UtcNow.AddMinutes(1))).Token;
    }
}
