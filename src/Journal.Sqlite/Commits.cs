using System.Buffers.Binary;
using System.Security.Cryptography;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Sqlite;

/// <summary>
/// Writes and reads commits with their checksums. A seal covers the open part of a record too, but who looks for a
/// history's records reads that part first, and would pass over a record whose history is damaged.
/// </summary>
internal static class Commits
{
    /// <summary>Adds a commit within the transaction that is under way.</summary>
    public static void Insert(Database database, long number, IEnumerable<ReadOnlyMemory<byte>> records)
    {
        var frames = RecordFrames.Write(records);
        database.Get(Sql.InsertCommit).Bind(1, number).Bind(2, frames).Run();
        InsertChecksum(database, number, frames);
    }

    /// <summary>A row of <see cref="Sql.ReadCommits"/>.</summary>
    public static StoredCommit ToCommit(Statement row)
    {
        var frames = row.GetSpan(1);
        return row.GetInt64(2) == ChecksumOf(frames) ? new StoredCommit(row.GetInt64(0), RecordFrames.Read(frames)) : throw Failures.Disagreement();
    }

    /// <summary>Gives the commits of a file that had no checksums theirs.</summary>
    public static void InsertChecksums(Database database)
    {
        var commits = database.Get(Sql.ReadAllCommits);
        while (commits.Step())
            InsertChecksum(database, commits.GetInt64(0), commits.GetSpan(1));
    }

    private static void InsertChecksum(Database database, long number, ReadOnlySpan<byte> frames) =>
        database.Get(Sql.InsertCommitChecksum).Bind(1, number).Bind(2, ChecksumOf(frames)).Run();

    private static long ChecksumOf(ReadOnlySpan<byte> frames)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(frames, hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
