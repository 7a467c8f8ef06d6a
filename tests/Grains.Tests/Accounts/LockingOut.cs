using MedRecords.Grains.Accounts;
using MedRecords.Storage.V1;
using static MedRecords.Grains.Tests.Situation;

namespace MedRecords.Grains.Tests.Accounts;

public sealed class LockingOut
{
    [Fact]
    public void Failures_lock_for_a_while_and_a_good_sign_in_clears_them()
    {
        var account = new AccountSet { new AccountEvent { Made = new AccountMade { User = "user" } } };
        for (var i = 0; i < AccountDecisions.FailuresBeforeLock; i++)
        {
            Assert.False(AccountDecisions.IsLocked(account.State, Noon));
            account.Add(AccountDecisions.Event("a", Noon, e => e.SignInFailed = new SignInFailed()));
        }

        Assert.True(AccountDecisions.IsLocked(account.State, Noon + AccountDecisions.Lock - TimeSpan.FromTicks(1)));
        Assert.False(AccountDecisions.IsLocked(account.State, Noon + AccountDecisions.Lock));
        account.Add(AccountDecisions.BeginSession("s", "a", Noon));
        Assert.False(AccountDecisions.IsLocked(account.State, Noon));
    }

    [Fact]
    public void A_new_password_and_disabling_end_every_session()
    {
        var account = new AccountSet { new AccountEvent { Made = new AccountMade { User = "user" } }, AccountDecisions.BeginSession("s", "a", Noon) };
        Assert.True(account.State.Admits("s", Noon));
        account.Add(new AccountEvent { PasswordSet = new PasswordSet { Hash = "h" } });
        Assert.False(account.State.Admits("s", Noon));

        account.Add(AccountDecisions.BeginSession("t", "a", Noon));
        account.Add(new AccountEvent { EnabledSet = new EnabledSet { Enabled = false } });
        account.Add(new AccountEvent { EnabledSet = new EnabledSet { Enabled = true } });
        Assert.False(account.State.Admits("t", Noon));
    }
}
