using System.Collections.Frozen;
using MedRecords.GrpcFrontend.Admission;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>What applies to a method. A method that nobody listed here gets the strictest.</summary>
/// <param name="IsOpen">Whether anyone may call it, signed in or not.</param>
/// <param name="NeedsDeadline">Whether the client must say how long it waits.</param>
/// <param name="Compresses">
/// Whether its responses are worth compressing. Small ones are not, and sealed bytes do not get smaller.
/// </param>
/// <param name="Gate">What bounds how many there are at once.</param>
/// <param name="Rank">What goes first where calls have to wait.</param>
internal sealed record CallPolicy(bool IsOpen, bool NeedsDeadline, bool Compresses, Gate Gate, CallRank Rank = CallRank.Ordinary)
{
    private static readonly CallPolicy Strict = new(IsOpen: false, NeedsDeadline: true, Compresses: false, Gate.Calls);
    private static readonly CallPolicy Hashing = Strict with { Gate = Gate.Hashing };
    private static readonly CallPolicy Open = new(IsOpen: true, NeedsDeadline: false, Compresses: false, Gate.None);
    private static readonly CallPolicy Health = Open with { IsAlwaysAnswered = true };
    private static readonly CallPolicy Lasting = new(IsOpen: false, NeedsDeadline: false, Compresses: false, Gate.Transfers);

    private static readonly FrozenDictionary<string, CallPolicy> Listed = new Dictionary<string, CallPolicy>
    {
        ["/medrecords.v1.Sessions/SignIn"] = Open with { Gate = Gate.Hashing },
        ["/medrecords.v1.Sessions/ChangePassword"] = Hashing,
        ["/medrecords.v1.Directory/AddStaff"] = Hashing,
        ["/medrecords.v1.Directory/AddPatientAccount"] = Hashing,
        ["/medrecords.v1.Directory/AddApplication"] = Hashing,
        ["/medrecords.v1.Directory/ResetPassword"] = Hashing,
        ["/grpc.health.v1.Health/Check"] = Health,
        ["/grpc.health.v1.Health/List"] = Health,
        ["/grpc.health.v1.Health/Watch"] = Health with { Gate = Gate.Watchers },
        ["/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"] = Open with { Gate = Gate.Watchers },
        ["/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"] = Open with { Gate = Gate.Watchers },
        ["/medrecords.v1.ChangeFeed/Watch"] = Lasting with { Gate = Gate.Watchers },
        ["/medrecords.v1.Operations/Backup"] = Lasting,
        ["/medrecords.v1.Operations/VerifyJournal"] = Lasting,
        ["/medrecords.v1.Operations/RewrapKeys"] = Lasting,
        ["/medrecords.v1.Charts/ImportBundle"] = Lasting,
        ["/medrecords.v1.Charts/ExportChart"] = Lasting with { Compresses = true },
        ["/medrecords.v1.Charts/ListEntries"] = Strict with { Compresses = true },
        ["/medrecords.v1.Charts/VerifyChart"] = Strict with { Rank = CallRank.Bulk },
        ["/medrecords.v1.Audit/ListAccesses"] = Strict with { Compresses = true, Rank = CallRank.Bulk },
        ["/medrecords.v1.Retention/ListDue"] = Strict with { Rank = CallRank.Bulk },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether it is answered to the last, also by a process that takes no other calls any more.</summary>
    public bool IsAlwaysAnswered { get; init; }

    /// <summary>The policy of a method, by its full name.</summary>
    public static CallPolicy Of(string method) => Listed.TryGetValue(method, out var policy) ? policy : Strict;
}
