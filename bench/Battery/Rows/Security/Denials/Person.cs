using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.Battery.Setup;
using MedRecords.V1;

namespace MedRecords.Battery.Rows.Security.Denials;

/// <summary>Somebody who is signed in.</summary>
/// <param name="User">User name.</param>
/// <param name="Account">Id of the account.</param>
/// <param name="Token">The token.</param>
internal sealed record Person(string User, string Account, string Token)
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(5);

    /// <summary>Options of a call.</summary>
    public CallOptions Call => new(new Metadata { { "authorization", "Bearer " + Token } }, DateTime.UtcNow + _patience);

    /// <summary>Signs somebody in who has everybody's password.</summary>
    public static async Task<Person> SignInAsync(GrpcChannel channel, string user)
    {
        var request = new SignInRequest { User = user, Password = Staff.Password };
        var session = await new Sessions.SessionsClient(channel).SignInAsync(request, deadline: DateTime.UtcNow + _patience);
        return new Person(user, session.Account, session.Token);
    }
}
