using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MedRecords.Grains.Retention;
using MedRecords.Journal.Commit;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;
using MedRecords.Storage.V1;

namespace MedRecords.Grains.Charts;

/// <summary>A chart's snapshot as the grain storage keeps it: sealed, and of no use but to its own chart.</summary>
[GenerateSerializer]
public sealed class SealedSnapshot
{
    /// <summary>The sealed bytes; empty where there is no snapshot.</summary>
    [Id(0)]
    public byte[] Payload { get; set; } = [];
}

/// <summary>Writes a chart's state as a snapshot and reads it back.</summary>
public static class ChartSnapshots
{
    private const int Layout = 4;

    /// <summary>Seals a state.</summary>
    public static byte[] Seal(ChartState state) => Sealer.Seal(state.At.Key!, state.At.Id, Sealer.SnapshotVersion, new ChartSnapshot
    {
        Layout = Layout,
        Version = state.At.Version,
        Head = ByteString.CopyFrom(state.At.Head.Span),
        Relations = RelationSnapshots.Of(state.Relations),
        Retention = new StoredRetention { Holds = { state.Retention.Holds } },
        RecordedAt = Timestamp.FromDateTimeOffset(state.RecordedAt),
        Index = UnsafeByteOperations.UnsafeWrap(state.Index.ToBytes()),
        DemographicsVersion = state.DemographicsVersion,
        Demographics = state.Demographics,
    });

    /// <summary>
    /// Opens a snapshot; null where there is none, or none that this program reads. A snapshot that does not
    /// open is passed over: the journal has the truth.
    /// </summary>
    public static ChartState? Open(byte[] payload, HistoryId chart, DataKey key)
    {
        if (payload.Length == 0)
            return null;
        ChartSnapshot snapshot;
        try
        {
            snapshot = ChartSnapshot.Parser.ParseFrom(Sealer.Open(key, chart, Sealer.SnapshotVersion, payload));
        }
        catch (Exception failure) when (failure is JournalDamagedException or InvalidProtocolBufferException)
        {
            return null;
        }

        if (snapshot.Layout != Layout || ChartIndex.FromBytes(snapshot.Index.Span, snapshot.Version) is not { } index)
            return null;
        return new ChartState
        {
            At = new Position(chart, snapshot.Version, snapshot.Head.ToByteArray(), key),
            Relations = RelationSnapshots.Open(snapshot.Relations, chart, snapshot.Demographics),
            Retention = new ChartRetention { Holds = [.. snapshot.Retention.Holds] },
            RecordedAt = snapshot.RecordedAt.ToDateTimeOffset(),
            Index = index,
            DemographicsVersion = snapshot.DemographicsVersion,
            Demographics = snapshot.Demographics,
        };
    }
}
