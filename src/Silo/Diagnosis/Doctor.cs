using MedRecords.Grains.Operations;
using MedRecords.Journal;
using MedRecords.Silo.Diagnosis.Checks;
using MedRecords.Silo.Hosting;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis;

/// <summary>Runs all checks, each for a limited time, so that one that hangs keeps nobody from the others' findings.</summary>
internal sealed class Doctor(Func<Examination> subject) : IDiagnosis
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Check[] Checks =
    [
        new DatabaseCheck(), new DatabaseSettingsCheck(), new ConnectionsCheck(), new KeyRingCheck(), new ClockCheck(), new SilosCheck(),
        new DataFolderCheck(), new DiskSpaceCheck(), new BackupAgeCheck(), new CertificateCheck(), new IssuerCheck(), new ListenCheck(), new FileLimitCheck(),
    ];

    /// <summary>For a service that is to be started with these settings.</summary>
    public static Doctor Of(SiloSettings settings) => new(() => new Examination(settings, JournalStores.Inspect(settings), TimeProvider.System));

    /// <summary>For the service that runs in this process.</summary>
    public static Doctor Of(SiloSettings settings, SealedJournal journal, TimeProvider time)
    {
        var since = time.GetUtcNow();
        var inspector = settings.IsPostgreSql ? JournalStores.Inspect(settings) : new OpenInspector(journal.Store);
        return new Doctor(() => new Examination(settings, inspector, time) { Silos = journal.Store.Silos, RunningSince = since });
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        var examined = subject();
        return [.. (await Task.WhenAll(Checks.Select(check => RunAsync(check, examined)))).SelectMany(findings => findings)];
    }

    private static async Task<IReadOnlyList<Finding>> RunAsync(Check check, Examination subject)
    {
        using var late = new CancellationTokenSource(Patience);
        try
        {
            return await Task.Run(() => GatherAsync(check, subject, late.Token), late.Token).WaitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            return [Failed(check, $"This check did not end within {Patience.TotalSeconds:0} seconds.", "Look whether a disk or the network hangs.")];
        }
        catch (Exception failure)
        {
            // Only its type: what others' messages hold is not known.
            return [Failed(check, $"This check failed by itself ({failure.GetType().Name}).", "Look at what it is about by other means.")];
        }
    }

    private static async Task<IReadOnlyList<Finding>> GatherAsync(Check check, Examination subject, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        await foreach (var finding in check.RunAsync(subject, cancellation))
            findings.Add(finding);
        return findings;
    }

    private static Finding Failed(Check check, string words, string advice) =>
        new() { Check = check.Name, Severity = FindingSeverity.Error, Words = words, Advice = advice };
}
