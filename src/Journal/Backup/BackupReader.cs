using System.Buffers.Binary;
using System.Security.Cryptography;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Backup;

/// <summary>Reads frames, hashes what it reads, and holds the trailer against that.</summary>
internal sealed class BackupReader(Stream source) : IDisposable
{
    private const int FrameHeaderLength = 5;
    private const int ReadAtOnceBytes = 1024 * 1024;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly BufferedStream _source = new(source, 64 * 1024);

    /// <summary>What every fault of a backup is reported as.</summary>
    public static JournalDamagedException Damaged(Exception? inner = null) =>
        new("The backup is cut off or altered; nothing was restored.", inner);

    public async Task<byte[]> ReadAsync(int length, CancellationToken cancellation)
    {
        var bytes = await ReadUnhashedAsync(length, cancellation).ConfigureAwait(false);
        _hash.AppendData(bytes);
        return bytes;
    }

    /// <summary>The next frame; the trailer's is returned once its hash has been found right and the end has followed.</summary>
    public async Task<(byte Kind, byte[] Body)?> ReadFrameAsync(CancellationToken cancellation)
    {
        var header = await ReadUnhashedAsync(FrameHeaderLength, cancellation).ConfigureAwait(false);
        var length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(1));
        if (header[0] == BackupFormat.TrailerKind)
        {
            await CheckTrailerAsync(length, cancellation).ConfigureAwait(false);
            return (header[0], []);
        }
        _hash.AppendData(header);
        return (header[0], await ReadAsync(length, cancellation).ConfigureAwait(false));
    }

    // The stream is the caller's: closing the buffer would close it.
    public void Dispose() => _hash.Dispose();

    private async Task CheckTrailerAsync(int length, CancellationToken cancellation)
    {
        if (length != SHA256.HashSizeInBytes)
            throw Damaged();
        var told = await ReadUnhashedAsync(length, cancellation).ConfigureAwait(false);
        var isEnd = await _source.ReadAsync(new byte[1], cancellation).ConfigureAwait(false) == 0;
        if (!isEnd || !told.AsSpan().SequenceEqual(_hash.GetHashAndReset()))
            throw Damaged();
    }

    private async Task<byte[]> ReadUnhashedAsync(int length, CancellationToken cancellation)
    {
        if (length < 0)
            throw Damaged();
        // A length can be altered too: take memory only as bytes arrive.
        var bytes = new byte[Math.Min(length, ReadAtOnceBytes)];
        for (var read = 0; read < length;)
        {
            if (read == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
            var count = await _source.ReadAsync(bytes.AsMemory(read), cancellation).ConfigureAwait(false);
            if (count == 0)
                throw Damaged();
            read += count;
        }
        return bytes;
    }
}
