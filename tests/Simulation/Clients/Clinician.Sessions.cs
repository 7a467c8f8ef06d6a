using MedRecords.Grains.Access;
using MedRecords.Grains.Accounts;
using MedRecords.Grains.Histories;
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

    /// <summary>As AccountGrain does it, but for the check of the password, which is slow on purpose.</summary>
    private async Task SignInAsync()
    {
        var session = $"session {++_number} of {Who.Name}";
        var (fate, _) = await InsistAsync<Done>(
            () => NewCall(AccessAction.SignIn, Who.Id.ToString()) with { IsSignIn = true },
            (silo, caller) => silo.Get<HistoryWriter<AccountState>>().CarryOutAsync<Done>(Who.Id, caller, AccessAction.SignIn, static _ => new Verdict(null, string.Empty, null), (state, at) =>
                state.Enabled
                    ? new HistoryStep<Done>([AccountDecisions.BeginSession(session, caller.Account, at)], Done.Instance)
                    : (Answer<Done>)AccountDecisions.SignInFailed));
        if (fate == Fate.Done)
            Session = session;
    }

    private string AnyChart() => Cluster.Institute.Charts[World.Random.Next(Institute.Charts.Count)];
}
