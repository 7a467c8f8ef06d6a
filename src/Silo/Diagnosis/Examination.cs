using MedRecords.Journal.Contract;
using MedRecords.Silo.Hosting;

namespace MedRecords.Silo.Diagnosis;

/// <summary>What is looked at: a service that runs, or the machine and the options of one that is to be started.</summary>
/// <param name="settings">What the operator says at start.</param>
/// <param name="inspector">Looks at the journal.</param>
/// <param name="time">This machine's clock.</param>
internal sealed class Examination(SiloSettings settings, IJournalInspector inspector, TimeProvider time)
{
    // Checks run side by side, and two that look at a file at once would keep each other out.
    private readonly Lazy<Task<JournalInspection>> _journal = new(() => inspector.InspectAsync(CancellationToken.None));

    /// <summary>What the operator says at start.</summary>
    public SiloSettings Settings => settings;

    /// <summary>This machine's clock.</summary>
    public TimeProvider Time => time;

    /// <summary>Where the processes on the journal say what they do; null where the service does not run.</summary>
    public ISiloRegistry? Silos { get; init; }

    /// <summary>When the service started; null where it does not run.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>The journal from outside, looked at once. The exceptions are those of the inspector.</summary>
    public Task<JournalInspection> JournalAsync() => _journal.Value;

    /// <summary>The same; null where it cannot be looked at, which another check says.</summary>
    public async Task<JournalInspection?> TryJournalAsync()
    {
        try
        {
            return await JournalAsync();
        }
        catch (Exception failure) when (failure is JournalUnavailableException or JournalRefusedException or JournalDamagedException)
        {
            return null;
        }
    }
}
