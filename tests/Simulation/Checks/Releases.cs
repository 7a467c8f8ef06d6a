using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Feed;
using MedRecords.V1;

namespace MedRecords.Simulation.Checks;

/// <summary>
/// Looks at each answer the moment it leaves its silo: it must be on record, hold nothing that is not durable,
/// nothing older than what anyone was told of before, and just what its reader may see.
/// </summary>
internal sealed class Releases(Witness witness)
{
    /// <summary>Answers that held data.</summary>
    public int Released { get; private set; }

    /// <summary>Checks an answer.</summary>
    public void Check<T>(Call call, Answer<T> answer, Func<bool> isStillRevoked)
        where T : class
    {
        if (answer.Refusal is { } refusal)
        {
            CheckRefusal(call, refusal);
            return;
        }

        Released++;
        if (call.IsRevoked && call.Action != AccessAction.SignIn && isStillRevoked())
            Blame(call, "was answered although the caller's rights had been taken away before it began");
        var records = witness.RecordsOf(call).Where(record => record.Outcome == AccessOutcome.Permitted).ToList();
        // A page of the feed without a change tells nothing of any chart.
        if (records.Count == 0 && answer.Value is FeedPage { Changes.Count: 0 })
            return;
        if (records.Count == 0)
            Blame(call, "was answered without a durable access record");
        else
            CheckValue(call, answer.Value!, records);
    }

    /// <summary>Checks a fault that says that nothing was stored.</summary>
    public void CheckNotStored(Call call)
    {
        // Another try may have stored it meanwhile.
        if (call.Operation.Length > 0 && witness.TriesOf(call.Operation) == 1 && witness.Chart(call.Subject).FirstOf.ContainsKey(call.Operation))
            Blame(call, "was told that nothing was stored, and it was");
    }

    private void CheckRefusal(Call call, Refusal refusal)
    {
        // Some refusals look at no patient's data: what a request names does not exist, or is out of form.
        if (refusal.Reason is ErrorReason.InvalidRequest || call.IsSignIn)
            return;
        if (!witness.RecordsOf(call).Any(record => record.Outcome != AccessOutcome.Permitted))
            Blame(call, $"was refused ({refusal.Reason}) without a durable access record");
    }

    private void CheckValue(Call call, object value, List<AccessRecord> records)
    {
        var chart = witness.Chart(call.Subject);
        switch (value)
        {
            case Recorded recorded:
                CheckVersion(call, chart, recorded.AlreadyRecorded ? Math.Max(recorded.Version, call.Floor) : recorded.Version);
                CheckTexts(call, chart, recorded.Version);
                break;
            case Imported imported:
                CheckVersion(call, chart, imported.Version);
                break;
            case ChartSummary summary:
                CheckVersion(call, chart, summary.Version);
                Match(call, records, summary.Version, role => Views.Of(chart, role, summary.Version, summary.Latest.Count), Views.Of(summary), Views.Entries(summary));
                break;
            case EntryPage page when call.Action == AccessAction.History:
                CheckVersion(call, chart, page.Version);
                Match(call, records, page.Version, role => Views.History(chart, role, page.Version, page.Entries[0].Id), Views.Of(page), Views.Entries(page));
                break;
            case EntryPage page:
                CheckPage(call, chart, records, page);
                break;
            case AccessPage page:
                CheckAccesses(call, chart, page);
                break;
            case ChartCheck check when check.FirstBroken > 0 || check.Versions > chart.Version || check.Versions < call.Floor:
                Blame(call, $"verified {check.Versions} of {chart.Version} versions, the first that does not hold is {check.FirstBroken}");
                break;
        }
    }

    private void CheckPage(Call call, ModelChart chart, List<AccessRecord> records, EntryPage page)
    {
        // A later page shows the version of the first.
        if (call.Page is null)
            CheckVersion(call, chart, page.Version);
        var after = call.Page?.After ?? 0;
        Match(call, records, null, role => Views.Page(chart, role, page.Version, after, call.Limit), Views.Of(page), Views.Entries(page));
    }

    private void CheckVersion(Call call, ModelChart chart, long version)
    {
        if (version > chart.Version)
            Blame(call, $"told of version {version}, of which {chart.Version} are durable");
        if (version < call.Floor)
            Blame(call, $"told of version {version} although version {call.Floor} had been told of before it began");
        chart.Told = Math.Max(chart.Told, version);
    }

    private void CheckTexts(Call call, ModelChart chart, long version)
    {
        var first = version - call.Texts.Count;
        if (call.Expected is { } expected && expected != first)
            Blame(call, $"expected version {expected} and was carried out on version {first}");
        if (version <= chart.Version && !call.Texts.Where((text, i) => first < 0 || chart.Versions[(int)first + i].Text != text).Any())
            return;
        Blame(call, $"was told that version {version} has what it asked for, which it has not");
    }

    /// <summary>What was shown is what a role shows that the caller was permitted in, and its record names each entry.</summary>
    private void Match(Call call, List<AccessRecord> records, long? version, Func<Role, string> expected, string shown, IEnumerable<long> entries)
    {
        var fitting = records.FindAll(record => (version is null || record.Version == version) && expected(record.Role) == shown);
        if (fitting.Count == 0)
            Blame(call, $"showed {shown} and not {expected(records[^1].Role)}");
        else if (!fitting.Exists(record => entries.All(record.Entries.Contains)))
            Blame(call, "showed entries that its access record does not name");
    }

    private void CheckAccesses(Call call, ModelChart chart, AccessPage page)
    {
        var expected = chart.Accesses.Take(page.Accesses.Count).Reverse();
        if (page.NextBefore == 0 && (page.Accesses.Count < call.AccessFloor || !expected.SequenceEqual(page.Accesses.Select(access => access.Origin).ToList())))
            Blame(call, $"listed {page.Accesses.Count} accesses of {call.AccessFloor} on record before it began, or others");
    }

    private void Blame(Call call, string what) => witness.Blame($"{call.Origin}, {call.Action} by {call.By.Name}, {what}");
}
