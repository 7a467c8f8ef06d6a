using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Accounts;
using MedRecords.Grains.Directory;
using MedRecords.Grains.Interfaces.Accounts;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Policy;
using MedRecords.Journal;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Simulation.Running;
using MedRecords.Simulation.Storage;
using MedRecords.Storage.V1;
using MedRecords.V1;
using SiteAdded = MedRecords.Storage.V1.SiteAdded;

namespace MedRecords.Simulation.Cluster;

/// <summary>
/// The institution at the start of every run: keys, policy, two sites and some accounts, in a journal of their
/// own. Passwords play no part here, since checking one is slow on purpose.
/// </summary>
internal sealed record Institute(KeyRing Ring, InstitutionKeys Keys, JournalImage Journal)
{
    /// <summary>The two sites.</summary>
    public const string North = "north", South = "south";

    /// <summary>Opens the charts.</summary>
    public static readonly Staff Opener = new("physician-north", Role.Physician, [North]);

    /// <summary>Changes what the others may do.</summary>
    public static readonly Staff Administrator = new("administrator", Role.Administrator, [North]);

    /// <summary>Administers too, while it may.</summary>
    public static readonly Staff Deputy = new("deputy", Role.Administrator, [South]);

    /// <summary>Follows the feed; keeps its rights.</summary>
    public static readonly Staff Watcher = new("watcher", Role.RecordsOffice, [North, South]);

    /// <summary>The charts that are opened in every run.</summary>
    public static readonly IReadOnlyList<string> Charts = [.. Enumerable.Range(0, 3).Select(n => ChartIds.ForOperation(Opener.Id.ToString(), $"open {n}"))];

    /// <summary>Who works with charts.</summary>
    public static readonly IReadOnlyList<Staff> Clinicians =
    [
        Opener,
        new("physician-south", Role.Physician, [South]),
        new("nurse-north", Role.Nurse, [North]),
        new("records-office", Role.RecordsOffice, [North, South]),
        new("patient", Role.Patient, [], Charts[0]),
    ];

    private static readonly Lazy<Institute> Founded = new(Found);

    /// <summary>The institution, founded once for all runs of this process.</summary>
    public static Institute Instance => Founded.Value;

    /// <summary>Everyone with an account.</summary>
    public static IEnumerable<Staff> Everyone => [.. Clinicians, Administrator, Deputy, Watcher];

    private static Institute Found()
    {
        var world = new World(0);
        var database = new SimulatedDatabase(world, new JournalImage());
        var process = world.Start("founder");
        var ring = KeyRing.Parse(KeyRing.GenerateText());
        InstitutionKeys keys = null!;
        var founding = process.Run(async () =>
        {
            var store = database.Connect(process);
            keys = await InstitutionKeys.OpenAsync(store, ring, CancellationToken.None);
            await using var journal = new SealedJournal(store, new MasterKeys(store, ring), keys);
            foreach (var (history, events) in First())
                await journal.CommitAsync(new Proposal(Position.Empty(history), [], events, new AccessRecord { Origin = "founding" }, []));
        });
        world.RunUntil(() => founding.IsCompleted);
        founding.GetAwaiter().GetResult();
        return new Institute(ring, keys, database.Durable);
    }

    private static IEnumerable<(HistoryId History, IReadOnlyList<IMessage> Events)> First()
    {
        var at = SimulatedClock.Start;
        var stamp = Timestamp.FromDateTimeOffset(at);
        yield return (PolicyState.Id, [new PolicyEvent { RecordedAt = stamp, PolicySet = new PolicySet { Policy = DefaultPolicy.Build() } }]);
        yield return (DirectoryState.Id, [Add(North), Add(South)]);
        foreach (var one in Everyone)
        {
            var account = new NewAccount(one.Name, one.Role == Role.Patient ? AccountKind.Patient : AccountKind.Staff, one.Name, string.Empty, false, one.Assignments, one.OwnChart, string.Empty);
            yield return (one.Id, [.. AccountDecisions.Make(account, string.Empty, string.Empty, at), AccountDecisions.BeginSession(one.FirstSession, string.Empty, at)]);
        }

        DirectoryEvent Add(string site) => new() { RecordedAt = stamp, SiteAdded = new SiteAdded { Site = new Site { Id = site, Name = site } } };
    }
}
