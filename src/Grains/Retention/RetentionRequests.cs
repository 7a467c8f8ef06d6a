using Google.Protobuf;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.V1;

namespace MedRecords.Grains.Retention;

/// <summary>What the changes of retention have to do with: the action, and their text.</summary>
internal static class RetentionRequests
{
    /// <summary>The action that a change is on record as.</summary>
    public static AccessAction ActionOf(RetentionChange change) => change switch
    {
        SetHold or ReleaseHold => AccessAction.Hold,
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    /// <summary>What a change asks for, to tell a retry from a reused id.</summary>
    public static string TextOf(RetentionChange change) => change switch
    {
        SetHold set => $"hold\0{set.Hold.ToByteString().ToBase64()}",
        ReleaseHold release => $"release\0{release.Id}\0{release.Reason}",
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };
}
