using MedRecords.Grains.Interfaces.Calls;
using MedRecords.V1;

namespace MedRecords.Grains.Interfaces.Operations;

/// <summary>What operators do with the journal as a whole. Each key is one that does one thing at a time; any number work side by side.</summary>
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

    /// <summary>Whether the log still begins with the commits that a head covers; its public key is not looked at.</summary>
    Task<Answer<HeadCheck>> CheckLogHeadAsync(Caller caller, LogHead head);

    /// <summary>The master keys and how many keys each wraps; the silo reads its key ring anew first.</summary>
    Task<Answer<MasterKeyList>> ListMasterKeysAsync(Caller caller);

    /// <summary>Wraps every data key under the master key in use, and tells how far it has come.</summary>
    IAsyncEnumerable<RewrapStep> RewrapKeysAsync(Caller caller);

    /// <summary>What is wrong with the silo and what it needs, and what is well.</summary>
    Task<Answer<FindingList>> DiagnoseAsync(Caller caller);
}

/// <summary>What was found.</summary>
/// <param name="Findings">In the order of the checks.</param>
[GenerateSerializer, Immutable]
public sealed record FindingList(IReadOnlyList<Finding> Findings);

/// <summary>How the log compares with a head that was kept.</summary>
/// <param name="State">How it compares.</param>
/// <param name="Commits">Commits that the log has now.</param>
[GenerateSerializer, Immutable]
public sealed record HeadCheck(HeadState State, long Commits);

/// <summary>How the log compares with a head that was kept.</summary>
public enum HeadState
{
    /// <summary>The log begins with exactly the commits that the head covers.</summary>
    Consistent,

    /// <summary>The head is genuine and covers more commits than the log has.</summary>
    Lost,

    /// <summary>The head is genuine, and the log's first commits are others.</summary>
    Different,

    /// <summary>This journal's key did not sign the head.</summary>
    NotOurs,
}

/// <summary>The master keys.</summary>
/// <param name="Keys">Those of the key ring in its order, then those that the journal needs and the ring lacks.</param>
/// <param name="Problem">Why the ring, as it stands where it is kept, is not taken into use; empty where it is.</param>
[GenerateSerializer, Immutable]
public sealed record MasterKeyList(IReadOnlyList<MasterKeyEntry> Keys, string Problem);

/// <summary>How many keys one master key wraps.</summary>
/// <param name="Id">Its name: 16 hexadecimal digits.</param>
/// <param name="Keys">Keys wrapped under it.</param>
/// <param name="Place">Its place in the key ring, from 1; 0 where the ring lacks it.</param>
[GenerateSerializer, Immutable]
public sealed record MasterKeyEntry(string Id, long Keys, int Place);

/// <summary>How far the wrapping anew has come.</summary>
/// <param name="Checked">Keys looked at.</param>
/// <param name="Rewrapped">Keys wrapped anew.</param>
/// <param name="Unopened">Keys that do not open.</param>
/// <param name="Finished">Whether every key was looked at.</param>
/// <param name="Problem">Why nothing is wrapped anew; empty where it is.</param>
[GenerateSerializer, Immutable]
public sealed record RewrapStep(long Checked, long Rewrapped, long Unopened, bool Finished, string Problem);

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
