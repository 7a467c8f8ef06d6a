using System.Collections.Frozen;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>What applies to a method. A method that nobody listed here gets the strictest.</summary>
/// <param name="IsOpen">Whether anyone may call it, signed in or not.</param>
/// <param name="NeedsDeadline">Whether the client must say how long it waits.</param>
/// <param name="Compresses">
/// Whether its responses are worth compressing. Small ones are not, and sealed bytes do not get smaller.
/// </param>
internal sealed record CallPolicy(bool IsOpen, bool NeedsDeadline, bool Compresses)
{
    private static readonly CallPolicy Strict = new(IsOpen: false, NeedsDeadline: true, Compresses: false);
    private static readonly CallPolicy Open = new(IsOpen: true, NeedsDeadline: false, Compresses: false);
    private static readonly CallPolicy Health = Open with { IsAlwaysAnswered = true };
    private static readonly CallPolicy Lasting = new(IsOpen: false, NeedsDeadline: false, Compresses: false);

    private static readonly FrozenDictionary<string, CallPolicy> Listed = new Dictionary<string, CallPolicy>
    {
        ["/medrecords.v1.Sessions/SignIn"] = Open,
        ["/grpc.health.v1.Health/Check"] = Health,
        ["/grpc.health.v1.Health/List"] = Health,
        ["/grpc.health.v1.Health/Watch"] = Health,
        ["/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"] = Open,
        ["/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"] = Open,
        ["/medrecords.v1.ChangeFeed/Watch"] = Lasting,
        ["/medrecords.v1.Operations/Backup"] = Lasting,
        ["/medrecords.v1.Operations/VerifyJournal"] = Lasting,
        ["/medrecords.v1.Operations/RewrapKeys"] = Lasting,
        ["/medrecords.v1.Charts/ImportBundle"] = Lasting,
        ["/medrecords.v1.Charts/ExportChart"] = Lasting with { Compresses = true },
        ["/medrecords.v1.Charts/ListEntries"] = Strict with { Compresses = true },
        ["/medrecords.v1.Audit/ListAccesses"] = Strict with { Compresses = true },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether it is answered to the last, also by a process that takes no other calls any more.</summary>
    public bool IsAlwaysAnswered { get; init; }

    /// <summary>The policy of a method, by its full name.</summary>
    public static CallPolicy Of(string method) => Listed.TryGetValue(method, out var policy) ? policy : Strict;
}
