using System.Text;
using MedRecords.Journal.Backup;
using MedRecords.Journal.Contract;

namespace MedRecords.Battery.Rows.Reliability.Damages;

/// <summary>Asks a journal for everything that the service asks its store for, also for what is not there.</summary>
internal static class Questions
{
    private const int All = 1_000_000;
    private const int PageLength = 7;
    private const int Unknown = 20;

    /// <summary>Asks all of it.</summary>
    public static async Task<Answers> AskAsync(IJournalStore store)
    {
        var answers = new Answers();
        for (var number = 0; number < Specimen.Histories + Unknown; number++)
        {
            var history = Specimen.NewHistory(number);
            await AskVersionsAsync(answers, store, history);
            await answers.AskAsync(DamageOutcome.WrongKey, async () => Optional(await store.ReadKeyAsync(history, default)));
            await AskTrailAsync(answers, store, history);
            await AskSearchesAsync(answers, store, number);
        }

        foreach (var name in Specimen.Settings.Append("none"))
            await answers.AskAsync(DamageOutcome.WrongKey, async () => Optional(await store.ReadSettingAsync(name, default)));
        await AskLogAsync(answers, store);
        await answers.AskAsync(DamageOutcome.WrongBackup, () => BackUpAsync(store));
        return answers;
    }

    private static async Task AskVersionsAsync(Answers answers, IJournalStore store, HistoryId history)
    {
        // An append that cannot fit tells the current version and stores nothing.
        var record = new byte[AppendBatch.RecordHeaderLength];
        history.WriteTo(record);
        var misfit = new Append { History = history, Seen = [new Seen(history, long.MaxValue)], Record = record };
        await AskAsync(async () => Numbers((await store.AppendAsync([misfit], default))[0].Current));
        await AskAsync(async () => Versions(await store.ReadNewestAsync(history, 1, default)));
        await AskAsync(async () => Versions(await store.ReadAsync(history, 1, All, default)));
        await AskAsync(async () => Versions(await store.ReadVersionsAsync(history, [1, Specimen.Versions], default)));

        Task AskAsync(Func<Task<IEnumerable<byte[]>>> question) => answers.AskAsync(DamageOutcome.WrongVersion, question);
    }

    private static async Task AskTrailAsync(Answers answers, IJournalStore store, HistoryId history)
    {
        await AskAsync(long.MaxValue, All);
        await AskAsync(Specimen.MaxCommits / 2, PageLength);
        if (history != Specimen.NewHistory(Specimen.LongTrail))
            return;
        // Pages overlap and do not depend on one another, so that each can be compared by itself.
        for (var before = 1; before < Specimen.MaxCommits; before += PageLength - 1)
            await AskAsync(before, PageLength);

        Task AskAsync(long before, int limit) => answers.AskAsync(
            DamageOutcome.WrongTrail, async () => Numbers(await store.FindCommitsAsync(history, before, limit, default)));
    }

    private static async Task AskSearchesAsync(Answers answers, IJournalStore store, int number)
    {
        var (own, group, everybody) = (Specimen.NewTerm(number), Specimen.GroupTerm(number), Specimen.GroupTerm(0));
        await AskAsync(All, own);
        await AskAsync(All, own, group);
        await AskAsync(All, group, own);
        if (number >= Specimen.Groups)
            return;
        await AskAsync(All, group);
        await AskAsync(PageLength, group);
        await AskAsync(All, group, everybody);

        Task AskAsync(int limit, params byte[][] terms) => answers.AskAsync(DamageOutcome.WrongSearch, async () =>
            (await store.FindHistoriesAsync([.. terms.Select(term => new ReadOnlyMemory<byte>(term))], limit, default)).Select(Bytes));
    }

    private static async Task AskLogAsync(Answers answers, IJournalStore store)
    {
        await answers.AskAsync(DamageOutcome.WrongLog, async () => Numbers([await store.ReadLastCommitAsync(default)]));
        for (var after = 0; after < Specimen.MaxCommits; after += PageLength)
        {
            var asked = after;
            await answers.AskAsync(DamageOutcome.WrongLog, async () =>
                (await store.ReadCommitsAsync(asked, PageLength, default)).SelectMany(commit => commit.Records.Prepend(BitConverter.GetBytes(commit.Number))));
        }
    }

    /// <summary>
    /// The rows of a backup, without hashes and payloads of events, which are checked when they are opened, and the
    /// commit of each, which is for the cut of a backup alone.
    /// </summary>
    private static async Task<IEnumerable<byte[]>> BackUpAsync(IJournalStore store)
    {
        var stream = new MemoryStream();
        await store.BackupAsync(stream, default);
        stream.Position = 0;
        var rows = new List<byte[]>();
        await foreach (var row in BackupFormat.ReadAsync(stream, default))
            rows.AddRange(Parts(row));
        return rows;
    }

    private static IEnumerable<byte[]> Parts(BackupRow row) => row switch
    {
        SettingRow setting => [Encoding.UTF8.GetBytes(setting.Name), setting.Value],
        CommitRow { Commit: var commit } => commit.Records.Prepend(BitConverter.GetBytes(commit.Number)),
        EventRow item => [Bytes(item.History), .. Numbers([item.Event.Version])],
        TermRow term => [term.Term, Bytes(term.History), .. Numbers([term.Commit])],
        KeyRow key => [Bytes(key.History), key.Wrapped, .. Numbers([key.Commit])],
        _ => throw new ArgumentException("A backup has no such row.", nameof(row)),
    };

    private static IEnumerable<byte[]> Versions(IEnumerable<StoredEvent> events) => Numbers(events.Select(item => item.Version));

    private static IEnumerable<byte[]> Numbers(IEnumerable<long> numbers) => numbers.Select(BitConverter.GetBytes);

    private static byte[] Bytes(HistoryId history) => history.Value.ToByteArray();

    private static IEnumerable<byte[]> Optional(byte[]? value) => value is null ? [] : [value];
}
