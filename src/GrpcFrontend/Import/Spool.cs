using System.Buffers;

namespace MedRecords.GrpcFrontend.Import;

/// <summary>
/// Keeps bytes until they have been read twice: so many in memory, the rest in an encrypted temporary file.
/// First all is written, then read.
/// </summary>
internal sealed class Spool(string? folder, int memoryBytes) : IAsyncDisposable
{
    /// <summary>Bytes of a block, the unit that is kept and encrypted.</summary>
    public const int BlockBytes = 64 * 1024;

    private readonly List<byte[]> _inMemory = [];
    private readonly byte[] _last = ArrayPool<byte>.Shared.Rent(BlockBytes);
    private int _lastBytes;
    private SealedFile? _file;

    /// <summary>Bytes written.</summary>
    public long Length { get; private set; }

    /// <summary>The temporary file; null while all is in memory.</summary>
    internal string? FileName => _file?.Name;

    private int FullBlocks => (int)(Length / BlockBytes);

    /// <summary>Takes the next bytes.</summary>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        while (!bytes.IsEmpty)
        {
            var taken = Math.Min(bytes.Length, BlockBytes - _lastBytes);
            bytes[..taken].CopyTo(_last.AsMemory(_lastBytes));
            bytes = bytes[taken..];
            _lastBytes += taken;
            if (_lastBytes == BlockBytes) await KeepAsync(cancellation);
            Length += taken;
        }
    }

    /// <summary>Reads all that was written, from the beginning.</summary>
    public Stream OpenRead() => new SpoolReader(this);

    /// <summary>Reads a block; returns its bytes, none at the end. The bytes are good until the next one is read.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadBlockAsync(int index, Memory<byte> buffer, CancellationToken cancellation)
    {
        if (index == FullBlocks) return _last.AsMemory(0, _lastBytes);
        if (index > FullBlocks) return default;
        if (index < _inMemory.Count) return _inMemory[index].AsMemory(0, BlockBytes);
        await _file!.ReadAsync(index - _inMemory.Count, buffer[..BlockBytes], cancellation);
        return buffer[..BlockBytes];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var block in _inMemory) ArrayPool<byte>.Shared.Return(block, clearArray: true);
        _inMemory.Clear();
        ArrayPool<byte>.Shared.Return(_last, clearArray: true);
        if (_file is not null) await _file.DisposeAsync();
    }

    private async ValueTask KeepAsync(CancellationToken cancellation)
    {
        _lastBytes = 0;
        if ((_inMemory.Count + 1L) * BlockBytes <= memoryBytes)
        {
            var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
            _last.AsSpan(0, BlockBytes).CopyTo(block);
            _inMemory.Add(block);
            return;
        }

        _file ??= new(folder ?? Path.GetTempPath(), BlockBytes);
        await _file.WriteAsync(_last.AsMemory(0, BlockBytes), cancellation);
    }
}
