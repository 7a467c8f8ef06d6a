using Google.Protobuf.WellKnownTypes;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Journal.Sqlite;

namespace MedRecords.Battery.Rows.Reliability.Damages;

/// <summary>Makes the small journal that is damaged: a closed one, and one as a crash leaves it, with its log.</summary>
internal static class Specimen
{
    /// <summary>Name of the journal's file.</summary>
    public const string JournalFile = "journal.db";

    /// <summary>Name of the key ring's file.</summary>
    public const string RingFile = "ring";

    /// <summary>How many histories there are.</summary>
    public const int Histories = 200;

    /// <summary>How many versions each has.</summary>
    public const int Versions = 2;

    /// <summary>How many groups there are of histories with a term in common; the first group is all of them.</summary>
    public const int Groups = 7;

    /// <summary>The number of the history with the longest trail.</summary>
    public const int LongTrail = 0;

    /// <summary>The log has no more commits.</summary>
    public const int MaxCommits = Rounds + (Rounds / RoundsPerRead);
    private const int RoundsPerRead = 4;
    private const int Rounds = Histories * Versions;
    private const string Content = "what an entry says, as long as a short one ";

    /// <summary>Names of the settings that a journal has.</summary>
    public static IReadOnlyList<string> Settings { get; } = ["institution-key", "log-signing-key"];

    /// <summary>Folders of the forms within a specimen's folder.</summary>
    public static IReadOnlyList<string> Forms { get; } = ["closed", "crashed"];

    /// <summary>The folder of the files as they were halfway.</summary>
    public static string Older(string form) => form + "-older";

    /// <summary>Fills a folder.</summary>
    public static async Task MakeAsync(string folder)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, RingFile), KeyRing.GenerateText());
        var ring = KeyRing.Parse(await File.ReadAllTextAsync(Path.Combine(folder, RingFile)));
        var work = Directory.CreateDirectory(Path.Combine(folder, "work")).FullName;
        var positions = Enumerable.Range(0, Histories).Select(i => Position.Empty(NewHistory(i))).ToArray();
        await FillAsync(work, ring, positions, 0, Rounds / 2, beforeClose: null);
        Copy(work, Path.Combine(folder, Older("closed")));
        // After opening, the log is empty: what follows is in the log alone, until the journal is closed.
        await FillAsync(work, ring, positions, Rounds / 2, Rounds * 3 / 4, () => Copy(work, Path.Combine(folder, Older("crashed"))));
        await FillAsync(work, ring, positions, Rounds * 3 / 4, Rounds, () => Copy(work, Path.Combine(folder, "crashed")));
        Copy(work, Path.Combine(folder, "closed"));
    }

    /// <summary>The history of a number.</summary>
    public static HistoryId NewHistory(int number)
    {
        var bytes = new byte[16];
        new Random(number).NextBytes(bytes);
        return HistoryId.Create(HistoryKind.Chart, bytes);
    }

    /// <summary>The term under which the history of a number can be found.</summary>
    public static byte[] NewTerm(int number)
    {
        var bytes = new byte[AppendBatch.TermLength];
        new Random(-1 - number).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A term that the history of a number has in common with others.</summary>
    public static byte[] GroupTerm(int number) => NewTerm(int.MaxValue - 1 - (number % Groups));

    private static async Task FillAsync(string work, KeyRing ring, Position[] positions, int from, int to, Action? beforeClose)
    {
        var store = new SqliteJournalStore(new SqliteJournalOptions(Path.Combine(work, JournalFile)));
        await store.OpenAsync(CancellationToken.None);
        await using var journal = new SealedJournal(store, ring, await InstitutionKeys.OpenAsync(store, ring, CancellationToken.None));
        for (var i = from; i < to; i += 2)
        {
            await Task.WhenAll(AddAsync(journal, positions, i), AddAsync(journal, positions, i + 1));
            if (i % RoundsPerRead == 0)
                await ReadAsync(journal, positions[LongTrail]);
        }

        await store.FindCommitsAsync(positions[0].Id, long.MaxValue, 1, CancellationToken.None);
        beforeClose?.Invoke();
    }

    private static async Task AddAsync(SealedJournal journal, Position[] positions, int number)
    {
        var place = number % positions.Length;
        var isFirst = positions[place].Version == 0;
        ReadOnlyMemory<byte>[] terms = isFirst ? [NewTerm(place), GroupTerm(0), GroupTerm(place)] : [];
        var outcome = await journal.CommitAsync(new Proposal(
            positions[place], [], [new StringValue { Value = Content + number }], new Int64Value { Value = number }, terms));
        positions[place] = outcome.After ?? throw new InvalidOperationException("A version was not current that nobody else writes.");
    }

    /// <summary>Looks at a history, which by that has a long trail.</summary>
    private static Task ReadAsync(SealedJournal journal, Position at) =>
        journal.CommitAsync(new Proposal(at, [], [], new Int64Value { Value = at.Version }, []));

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
        {
            // The journal holds a lock on its file that an ordinary copy would ask for.
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var destination = File.Create(Path.Combine(to, Path.GetFileName(file)));
            source.CopyTo(destination);
        }
    }
}
