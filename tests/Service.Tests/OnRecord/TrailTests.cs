using MedRecords.V1;

namespace MedRecords.Service.Tests.OnRecord;

/// <summary>What is on record of people and of the service itself, each with who, when, from where, at which process of which site, and what.</summary>
public sealed class TrailTests(WholeLife life) : IClassFixture<WholeLife>
{
    [Fact]
    public void Every_record_says_when_what_how_it_ended_and_at_which_process_of_which_site()
    {
        // Of the first start there are three before anybody serves: policy, directory, administrator.
        Assert.Equal(3, life.Records.Count(one => one.Origin == "first start"));
        var now = DateTimeOffset.UtcNow;
        Assert.All(life.Records.Where(one => one.Origin != "first start"), one =>
        {
            Assert.InRange(one.At.ToDateTimeOffset(), life.BeganAt, now);
            Assert.Contains(one.System, new[] { "north-1@north", "north-2@north" });
            Assert.NotEqual(AccessAction.Unspecified, one.Action);
            Assert.NotEqual(AccessOutcome.Unspecified, one.Outcome);
            Assert.NotEqual(string.Empty, one.Subject);
            Assert.StartsWith("127.0.0.1", one.Origin, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_sign_in_has_its_method() => Assert.Contains(Of(SystemEvent.SignedIn), one =>
        one is { Outcome: AccessOutcome.Permitted, AccountName: "Administrator", Action: AccessAction.SignIn });

    [Fact]
    public void A_sign_in_that_failed_is_refused_whether_or_not_there_is_such_an_account()
    {
        var failed = Of(SystemEvent.SignedIn).Where(one => one.Outcome == AccessOutcome.Refused).ToList();
        Assert.Equal(["Somebody New", string.Empty], failed.Select(one => one.AccountName));
        Assert.All(failed, one => Assert.NotEqual(string.Empty, one.Account));
    }

    [Fact]
    public void Being_told_to_change_the_password_is() => IsOf(Assert.Single(Of(SystemEvent.PasswordDue)), life.Managed);

    [Fact]
    public void A_change_of_password_is_whether_or_not_it_succeeds()
    {
        var changes = Of(SystemEvent.PasswordChanged);
        Assert.Equal([AccessOutcome.Refused, AccessOutcome.Permitted], changes.Select(one => one.Outcome));
        Assert.All(changes, one => IsOf(one, life.Managed));
    }

    [Fact]
    public void Signing_out_is_here_and_everywhere()
    {
        Assert.Equal("The Physician", Assert.Single(Of(SystemEvent.SignedOut)).AccountName);
        IsOf(Assert.Single(Of(SystemEvent.SignedOutEverywhere)), life.Managed);
    }

    [Fact]
    public void A_denied_call_is_about_a_chart_and_about_none()
    {
        var denied = life.Records.Where(one => one.Outcome == AccessOutcome.Denied).ToList();
        Assert.Contains(denied, one => one.Action == AccessAction.Read && one.Subject == life.Chart && one.AccountName == "The Physician");
        Assert.Contains(denied, one => one is { Action: AccessAction.Administer, AccountName: "The Physician" });
        Assert.Contains(denied, one => one is { Action: AccessAction.Search, AccountName: "Administrator", Results: 0 });
        Assert.All(denied, one => Assert.NotEqual(string.Empty, one.Site));
    }

    [Fact]
    public void A_permitted_call_has_its_site() => Assert.Contains(life.Records, one =>
        one is { Action: AccessAction.Append, Outcome: AccessOutcome.Permitted, AccountName: "The Physician", Relation: Relation.TreatingSite } && one.Subject == life.Chart && one.Site.Length > 0);

    [Fact]
    public void A_search_says_how_many_it_showed() => Assert.Equal(
        [(AccessOutcome.Permitted, 1), (AccessOutcome.Permitted, 0), (AccessOutcome.Denied, 0)],
        life.Records.Where(one => one.Action == AccessAction.Search && one.Subject == one.Account).Select(one => (one.Outcome, one.Results)));

    [Fact]
    public void An_emergency_access_is_from_its_beginning_on()
    {
        Assert.Contains(life.Records, one => one.Action == AccessAction.Emergency && one.Subject == life.Chart && one.Outcome == AccessOutcome.Permitted);
        Assert.Contains(life.Records, one => one is { Action: AccessAction.Read, Relation: Relation.Emergency } && one.Subject == life.Chart && one.Site.Length > 0);
    }

    [Theory]
    [InlineData(SystemEvent.AccountMade)]
    [InlineData(SystemEvent.RolesSet)]
    [InlineData(SystemEvent.PasswordReset)]
    [InlineData(SystemEvent.AccountDisabled)]
    [InlineData(SystemEvent.AccountEnabled)]
    public void What_an_administrator_does_to_an_account_is_with_that_account(SystemEvent what)
    {
        var done = Assert.Single(Of(what), one => one.Subject == life.Managed);
        Assert.Equal(("Administrator", AccessAction.Administer, AccessOutcome.Permitted), (done.AccountName, done.Action, done.Outcome));
        Assert.Equal((Role.Administrator, "institution"), (done.Role, done.Site));
    }

    [Fact]
    public void Every_start_is_with_the_version_of_the_program()
    {
        var starts = Of(SystemEvent.ServiceStarted);
        Assert.Equal(["north-1@north", "north-2@north"], starts.Select(one => one.System));
        Assert.All(starts, one => Assert.Equal(("north", "0.1.0", string.Empty), (one.Site, one.Program, one.Account)));
    }

    [Fact]
    public void Every_stop_in_order_is_the_last_of_its_process()
    {
        Assert.Equal(["north-1@north", "north-2@north"], Of(SystemEvent.ServiceStopped).Select(one => one.System));
        Assert.Equal(SystemEvent.ServiceStopped, life.Records[^1].Event);
        Assert.Equal(SystemEvent.ServiceStopped, life.Records.Last(one => one.System == "north-1@north").Event);
    }

    [Fact]
    public void Asking_a_process_to_leave_is() => IsOfTheAdministrator(Assert.Single(Of(SystemEvent.DrainRequested)));

    [Fact]
    public void A_backup_is_from_its_beginning_to_its_end_and_one_broken_off_is_told_apart()
    {
        var backups = life.Records.Where(one => one.Event is SystemEvent.BackupBegun or SystemEvent.BackupEnded).ToList();
        Assert.Equal(2, backups.Count(one => one is { Event: SystemEvent.BackupBegun, Outcome: AccessOutcome.Permitted }));
        Assert.Equal(
            [AccessOutcome.Permitted, AccessOutcome.Refused],
            backups.Where(one => one.Event == SystemEvent.BackupEnded).Select(one => one.Outcome).Order());
        Assert.All(backups, IsOfTheAdministrator);
    }

    [Fact]
    public void A_restore_is_in_what_it_restored()
    {
        Assert.Equal(
            [(SystemEvent.RestoreBegun, AccessOutcome.Permitted), (SystemEvent.RestoreEnded, AccessOutcome.Permitted)],
            life.Restored.TakeLast(2).Select(one => (one.Event, one.Outcome)));
        Assert.True(life.Restored[^2].At.ToDateTimeOffset() < life.Restored[^1].At.ToDateTimeOffset());
        Assert.All(life.Restored.TakeLast(2), one =>
        {
            Assert.Equal((Environment.MachineName, "institution"), (one.Origin, one.Site));
            Assert.EndsWith("@institution", one.System, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Wrapping_keys_anew_is_from_its_beginning_to_its_end()
    {
        IsOfTheAdministrator(Assert.Single(Of(SystemEvent.RewrapBegun)));
        Assert.Equal(AccessOutcome.Permitted, Assert.Single(Of(SystemEvent.RewrapEnded)).Outcome);
    }

    [Fact]
    public void A_check_of_the_journal_is_from_its_beginning_to_its_end_with_the_damage_that_it_found()
    {
        Assert.Equal(2, Of(SystemEvent.VerificationBegun).Count);
        Assert.Equal([AccessOutcome.Permitted, AccessOutcome.Refused], Of(SystemEvent.VerificationEnded).Select(one => one.Outcome));
        IsOfTheAdministrator(Assert.Single(Of(SystemEvent.DamageFound)));
    }

    private List<AccessRecord> Of(SystemEvent what) => [.. life.Records.Where(one => one.Event == what)];

    private static void IsOf(AccessRecord one, string account) => Assert.Equal((account, account), (one.Account, one.Subject));

    private static void IsOfTheAdministrator(AccessRecord one) => Assert.Equal(("Administrator", Role.Administrator, "institution"), (one.AccountName, one.Role, one.Site));
}
