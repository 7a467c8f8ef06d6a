using MedRecords.Grains.Interfaces.Calls;

namespace MedRecords.Grains.Interfaces.Operations;

/// <summary>What operators do with the journal as a whole. Any number of them work side by side; the key is 0.</summary>
public interface IOperationsGrain : IGrainWithIntegerKey
{
    /// <summary>Whether the caller may operate the service; the attempt is on record.</summary>
    Task<Answer<Done>> AuthorizeAsync(Caller caller);

    /// <summary>A backup, as sealed as the journal is, piece by piece. Ends with a fault where the caller may not have it.</summary>
    IAsyncEnumerable<ReadOnlyMemory<byte>> BackupAsync(Caller caller);

    /// <summary>Walks every chain and the access log, and tells how far it has come.</summary>
    IAsyncEnumerable<JournalCheck> VerifyAsync(Caller caller);

    /// <summary>The newest signed head of the access log.</summary>
    Task<Answer<LogHead>> GetLogHeadAsync(Caller caller);
}

/// <summary>How far a check of the journal has come.</summary>
/// <param name="Commits">Commits checked.</param>
/// <param name="Versions">Versions of histories checked.</param>
/// <param name="Finding">What does not hold; empty while all does.</param>
/// <param name="Finished">Whether the check is over.</param>
[GenerateSerializer, Immutable]
public sealed record JournalCheck(long Commits, long Versions, string Finding, bool Finished);

/// <summary>A signed head of the access log.</summary>
/// <param name="Size">Commits covered.</param>
/// <param name="Root">Merkle root.</param>
/// <param name="Signature">Signature over size and root.</param>
/// <param name="PublicKey">Key that checks it.</param>
[GenerateSerializer, Immutable]
public sealed record LogHead(long Size, byte[] Root, byte[] Signature, byte[] PublicKey);
