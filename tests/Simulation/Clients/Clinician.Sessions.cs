using MedRecords.Grains.Access;
using MedRecords.Grains.Accounts;
using MedRecords.Grains.Histories;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Simulation.Cluster;
using MedRecords.V1;

namespace MedRecords.Simulation.Clients;

/// <content>Signing in and out.</content>
internal sealed partial class Clinician
{
    private async Task SignOutAsync()
    {
        var ending = Session;
        var (fate, _) = await InsistAsync(
            () => NewCall(AccessAction.SignIn, Who.Id.ToString()),
            (silo, caller) => silo.Account(Who.Id.ToString()).SignOutAsync(caller, everywhere: false));
        if (fate == Fate.Done)
            Rights.Ended(ending);
        // With the session that has ended: it must not do any more.
        await GetAsync(AnyChart());
    }

    private async Task SignInAsync()
    {
        var (_, answer) = await InsistAsync(
            () => NewCall(AccessAction.SignIn, Who.Id.ToString()) with { IsSignIn = true },
            (silo, caller) => SignInAsync(silo.Get<HistoryWriter<AccountState>>(), caller));
        Session = answer?.Value?.Token ?? Session;
    }

    /// <summary>
    /// As AccountGrain does it, but for the check of the password, which is slow on purpose. A request that comes
    /// twice begins two sessions.
    /// </summary>
    private Task<Answer<Session>> SignInAsync(HistoryWriter<AccountState> writer, Caller caller)
    {
        var session = $"session {++_number} of {Who.Name}";
        return writer.CarryOutAsync<Session>(Who.Id, caller, AccessAction.SignIn, static _ => Verdict.WithoutRole(null), (state, at) => state.Enabled
            ? new HistoryStep<Session>([AccountDecisions.BeginSession(session, caller.Account, at)], new Session(session, at, new Account(), false, string.Empty))
            : (Answer<Session>)AccountDecisions.SignInFailed);
    }

    private string AnyChart() => Cluster.Institute.Charts[World.Random.Next(Institute.Charts.Count)];
}
