using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Access;
using MedRecords.Grains.Accounts;
using MedRecords.Grains.Charts;
using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Policy;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Storage.V1;
using MedRecords.V1;

namespace MedRecords.Comparison;

/// <summary>What the rules cost on a chart of 1,000 entries whose patient has set 50 directives, all of them about the caller.</summary>
internal static class Costs
{
    private const int Entries = 1_000;
    private const int Directives = 50;
    private const int RunsAtATime = 100;
    private const string Site = "site-1";
    private static readonly TimeSpan _length = TimeSpan.FromMilliseconds(250);
    private static readonly DateTimeOffset _noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly EntryKind[] _kinds = [EntryKind.Observation, EntryKind.Condition, EntryKind.Medication, EntryKind.Note];
    private static readonly Sensitivity[] _labels = [Sensitivity.Restricted, Sensitivity.Hiv, Sensitivity.Genetics, Sensitivity.SubstanceUse];
    private static readonly EntryQuery _everything = new(AccessAction.List, default, null, null, null, false, false, Entries, 0, 0);
    private static readonly AccessQuestion _question = new(
        new Caller("account-1", string.Empty, Purpose.Treatment, string.Empty, string.Empty), Physician(), new PolicyRules(DefaultPolicy.Build()), AccessAction.List, _noon);

    /// <summary>Nanoseconds of the decision on the chart ("decision"), or of deciding and then choosing all that is seen ("directed"), or of that without directives ("free").</summary>
    public static double Measure(string what)
    {
        var index = Index();
        var (free, directed) = (Relations(0), Relations(Directives));
        return what switch
        {
            "decision" => Time(() => Decide(directed).Obligations.Count),
            "directed" => Time(() => List(index, directed)),
            "free" => Time(() => List(index, free)),
            _ => throw new ArgumentException($"'{what}' cannot be measured: name decision, directed or free."),
        };
    }

    private static Verdict Decide(ChartRelations relations) => AccessRules.Decide(_question, relations, string.Empty);

    private static int List(ChartState chart, ChartRelations relations)
    {
        var versions = ChartViews.Select(chart, Decide(relations).Sight!, _everything, chart.Index.Count).Versions.Count;
        return versions > Entries / 2 ? versions : throw new InvalidOperationException("Most of the chart should have been seen.");
    }

    private static ChartState Index()
    {
        var index = ChartIndex.Empty;
        for (var i = 0; i < Entries; i++)
        {
            var labels = i % 4 == 0 ? 1u << (int)_labels[i / 4 % _labels.Length] : 1u;
            index = index.Add((ulong)i, new VersionRecord(0, long.MinValue, 0, labels, (byte)_kinds[i % _kinds.Length], ChartChangeKind.Recorded));
        }

        var nowhere = Position.Empty(HistoryId.Create(HistoryKind.Chart, new byte[16]));
        return ChartState.NotThere(nowhere) with { Index = index };
    }

    private static ChartRelations Relations(int directives) => new()
    {
        Id = "chart-1",
        Exists = true,
        Sites = [new Grains.Access.ChartSite(Site, string.Empty)],
        Consents = [.. Enumerable.Range(0, directives).Select(i => new Directive(new ConsentDirective
        {
            Effect = i % 2 == 0 ? ConsentEffect.Permit : ConsentEffect.Deny,
            Role = Role.Physician,
            Kinds = { _kinds[i / 2 % _kinds.Length] },
            Labels = { _labels[i % _labels.Length] },
            Validity = new Validity { From = Timestamp.FromDateTimeOffset(_noon.AddDays(-i)) },
        }))],
    };

    private static AccountState Physician() => AccountState.Apply(
        AccountState.Apply(AccountState.Empty, Bytes(new AccountEvent { Made = new AccountMade { User = "user", Kind = AccountKind.Staff } })),
        Bytes(new AccountEvent { AssignmentsSet = new AssignmentsSet { Assignments = { new Assignment { Role = Role.Physician, Site = Site } } } }));

    private static byte[] Bytes(AccountEvent happened)
    {
        happened.RecordedAt = Timestamp.FromDateTimeOffset(_noon);
        return happened.ToByteArray();
    }

    /// <summary>Nanoseconds of the processor for one run, after as long a time of warming up.</summary>
    private static double Time(Func<int> run)
    {
        Repeat(run);
        return Repeat(run);
    }

    // Time on the processor, not on the wall: what else the machine does would otherwise be taken for a cost of the rules.
    private static double Repeat(Func<int> run)
    {
        var (started, runs, sum) = (Environment.CpuUsage.TotalTime, 0L, 0L);
        TimeSpan took;
        do
        {
            for (var i = 0; i < RunsAtATime; i++)
                sum += run();
            runs += RunsAtATime;
            took = Environment.CpuUsage.TotalTime - started;
        }
        while (took < _length);
        GC.KeepAlive(sum);
        return took.TotalNanoseconds / runs;
    }
}
