using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace MedRecords.GrpcFrontend.Import;

/// <summary>
/// A temporary file of encrypted blocks of equal size. Its key is nowhere but in memory, so whatever is left
/// of the file, say after a power cut, is noise.
/// </summary>
internal sealed class SealedFile : IAsyncDisposable
{
    private const int TagBytes = 16;

    private readonly AesGcm _cipher;
    private readonly FileStream _file;
    private readonly byte[] _sealed;
    private readonly int _blockBytes;
    private int _blocks;

    /// <summary>Creates a file that nobody else may read and that goes when it is closed.</summary>
    public SealedFile(string folder, int blockBytes)
    {
        _blockBytes = blockBytes;
        _sealed = new byte[blockBytes + TagBytes];
        Span<byte> key = stackalloc byte[32];
        RandomNumberGenerator.Fill(key);
        _cipher = new(key, TagBytes);
        CryptographicOperations.ZeroMemory(key);

        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _file = new(Path.Combine(folder, $"medrecords-{RandomNumberGenerator.GetHexString(32, lowercase: true)}.tmp"), options);
    }

    /// <summary>Path of the file.</summary>
    public string Name => _file.Name;

    private SafeFileHandle Handle => _file.SafeFileHandle;

    /// <summary>Adds a block.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> block, CancellationToken cancellation)
    {
        _cipher.Encrypt(Nonce(_blocks, stackalloc byte[12]), block.Span, _sealed.AsSpan(0, _blockBytes), _sealed.AsSpan(_blockBytes));
        return RandomAccess.WriteAsync(Handle, _sealed, OffsetOf(_blocks++), cancellation);
    }

    /// <summary>Reads a block.</summary>
    public async ValueTask ReadAsync(int index, Memory<byte> block, CancellationToken cancellation)
    {
        for (var read = 0; read < _sealed.Length;)
        {
            var count = await RandomAccess.ReadAsync(Handle, _sealed.AsMemory(read), OffsetOf(index) + read, cancellation);
            if (count == 0) throw new EndOfStreamException("The temporary file is shorter than what was written to it.");
            read += count;
        }

        _cipher.Decrypt(Nonce(index, stackalloc byte[12]), _sealed.AsSpan(0, _blockBytes), _sealed.AsSpan(_blockBytes), block.Span);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _cipher.Dispose();
        return _file.DisposeAsync();
    }

    // A key serves one file and each place in it is written once, so the place is a nonce that never repeats;
    // it also keeps blocks from being exchanged.
    private static ReadOnlySpan<byte> Nonce(int block, Span<byte> nonce)
    {
        BinaryPrimitives.WriteInt32BigEndian(nonce, block);
        return nonce;
    }

    private long OffsetOf(int block) => (long)block * _sealed.Length;
}
