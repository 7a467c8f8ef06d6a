using System.Buffers;

namespace MedRecords.GrpcFrontend.Import;

/// <summary>Reads a spool as a stream.</summary>
internal sealed class SpoolReader(Spool spool) : Stream
{
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Spool.BlockBytes);
    private ReadOnlyMemory<byte> _block;
    private int _next;
    private bool _disposed;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => spool.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_block.IsEmpty) _block = await spool.ReadBlockAsync(_next++, _buffer, cancellationToken);
        var count = Math.Min(_block.Length, buffer.Length);
        _block[..count].CopyTo(buffer);
        _block = _block[count..];
        return count;
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (!_disposed) ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _disposed = true;
        base.Dispose(disposing);
    }
}
