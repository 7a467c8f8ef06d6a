using System.Globalization;
using MedRecords.Journal.Sealing;

namespace MedRecords.Battery.Rows.Reliability.Damages;

/// <summary>The sub-command that damages copies and reads them, in a process of its own lest one end everything.</summary>
internal static class DamageChild
{
    /// <summary>Name of the sub-command.</summary>
    public const string Name = "damage-child";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs it with the specimen's folder, the form, the first and the end of the damages' numbers, and the file to report to.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var (folder, form) = (arguments[0], arguments[1]);
        var (first, end) = (int.Parse(arguments[2], CultureInfo.InvariantCulture), int.Parse(arguments[3], CultureInfo.InvariantCulture));
        var ring = KeyRing.Parse(await File.ReadAllTextAsync(Path.Combine(folder, Specimen.RingFile)));
        var (files, older) = (Load(Path.Combine(folder, form)), Load(Path.Combine(folder, Specimen.Older(form))));
        using var memory = new MemoryFolder();
        var sound = await ReadAsync(memory, files, ring);
        if (sound.CompareWith(sound) is (not DamageOutcome.Harmless, var trouble))
            throw new InvalidOperationException($"The journal cannot be read before it is damaged: {trouble}");
        await using var report = new StreamWriter(arguments[4], append: true) { AutoFlush = true };
        for (var number = first; number < end; number++)
        {
            var copy = new Dictionary<string, byte[]>(files);
            var damage = Damage.Make(copy, older, number);
            var (outcome, why) = await TryAsync(memory, copy, ring, sound, damage).WaitAsync(_patience).ContinueWith(
                task => task.IsFaulted ? (DamageOutcome.Hang, "no end") : task.Result, TaskScheduler.Default);
            await report.WriteLineAsync($"{number}\t{damage.Kind}\t{outcome}\t{damage.Text}: {why}");
            if (outcome == DamageOutcome.Hang)
                return 1;
        }

        return 0;
    }

    private static Dictionary<string, byte[]> Load(string folder) =>
        Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes);

    private static async Task<(DamageOutcome Outcome, string Why)> TryAsync(
        MemoryFolder memory, Dictionary<string, byte[]> files, KeyRing ring, Reading sound, Damage damage)
    {
        try
        {
            var found = await Task.Run(() => ReadAsync(memory, files, ring));
            var (outcome, why) = found.CompareWith(sound);
            // Only SQLite's own log can lose its end and be sound: commits in the journal's file itself are there or missed.
            var isLost = outcome == DamageOutcome.OtherHead && damage.File == Specimen.JournalFile;
            return (isLost ? DamageOutcome.WrongLog : outcome, why);
        }
        catch (Exception failure)
        {
            return (Answers.IsForeseen(failure) ? DamageOutcome.Refused : DamageOutcome.Fault, Reading.Describe(failure));
        }
    }

    private static async Task<Reading> ReadAsync(MemoryFolder memory, Dictionary<string, byte[]> files, KeyRing ring)
    {
        var copy = Directory.CreateDirectory(Path.Combine(memory.Path, Guid.NewGuid().ToString("N"))).FullName;
        foreach (var (name, bytes) in files)
            await File.WriteAllBytesAsync(Path.Combine(copy, name), bytes);
        try
        {
            return await Reading.TakeAsync(Path.Combine(copy, Specimen.JournalFile), ring);
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }
}
