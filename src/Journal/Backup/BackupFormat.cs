using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Backup;

/// <summary>
/// The portable form of a journal: a header, a frame for each row, and a trailer with the SHA-256 of all
/// before it. Numbers are little-endian, ids are in the byte order of their text.
/// </summary>
/// <remarks>
/// Header: "MRBACKUP", version (4 bytes), number of the last commit (8). Frame: kind (1), length of its body
/// (4), body; see <see cref="BackupEncoding"/>. Trailer: a frame of kind 0xFF whose body is the hash. The hash
/// finds damage and cut-off copies; against forgery there is the chain of the events themselves.
/// </remarks>
public static class BackupFormat
{
    /// <summary>The version of the form that this program writes, and the newest that it reads.</summary>
    public const int Version = 1;

    internal const byte TrailerKind = 0xFF;
    private const int HeaderLength = 20;
    private const int FlushAtBytes = 64 * 1024;

    /// <summary>Writes a backup of the rows, which come in the order that <see cref="BackupRow"/>'s kinds tell.</summary>
    public static async Task WriteAsync(
        Stream destination, long lastCommit, IAsyncEnumerable<BackupRow> rows, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new ArrayBufferWriter<byte>(2 * FlushAtBytes);
        // A backup that no restore would take, or that lacks what is damaged, must not be left for good.
        var order = new BackupOrder(lastCommit, () => new JournalDamagedException(
            "The journal's rows are not all there or not in their order: it is damaged, and no backup was made of it."));
        WriteHeader(buffer, lastCommit);
        await foreach (var row in rows.WithCancellation(cancellation).ConfigureAwait(false))
        {
            order.Check(row);
            BackupEncoding.Write(buffer, row);
            if (buffer.WrittenCount >= FlushAtBytes)
                await FlushAsync().ConfigureAwait(false);
        }
        order.CheckEnd();
        await FlushAsync().ConfigureAwait(false);
        BackupEncoding.WriteFrame(buffer, TrailerKind, hash.GetHashAndReset());
        await destination.WriteAsync(buffer.WrittenMemory, cancellation).ConfigureAwait(false);
        await destination.FlushAsync(cancellation).ConfigureAwait(false);

        async Task FlushAsync()
        {
            hash.AppendData(buffer.WrittenSpan);
            await destination.WriteAsync(buffer.WrittenMemory, cancellation).ConfigureAwait(false);
            buffer.ResetWrittenCount();
        }
    }

    /// <summary>
    /// Reads a backup's rows. Whoever stores them keeps none unless the enumeration comes to its end: only
    /// there is it known that nothing was altered or cut off (<see cref="JournalDamagedException"/>).
    /// </summary>
    public static async IAsyncEnumerable<BackupRow> ReadAsync(
        Stream source, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var reader = new BackupReader(source);
        var order = new BackupOrder(ReadHeader(await reader.ReadAsync(HeaderLength, cancellation).ConfigureAwait(false)), () => BackupReader.Damaged());
        while (await reader.ReadFrameAsync(cancellation).ConfigureAwait(false) is (var kind, var body))
        {
            if (kind == TrailerKind)
                break;
            var row = BackupEncoding.Read(kind, body);
            order.Check(row);
            yield return row;
        }
        order.CheckEnd();
    }

    private static void WriteHeader(ArrayBufferWriter<byte> buffer, long lastCommit)
    {
        var header = buffer.GetSpan(HeaderLength);
        "MRBACKUP"u8.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(header[12..], lastCommit);
        buffer.Advance(HeaderLength);
    }

    private static long ReadHeader(ReadOnlyMemory<byte> header)
    {
        if (!header.Span.StartsWith("MRBACKUP"u8))
            throw new JournalRefusedException("This is not a backup of a journal: name another file.");
        var version = BinaryPrimitives.ReadInt32LittleEndian(header.Span[8..]);
        if (version != Version)
            throw new JournalRefusedException($"The backup has version {version} and this program reads version {Version}: use the program that fits.");
        return BinaryPrimitives.ReadInt64LittleEndian(header.Span[12..]);
    }
}
