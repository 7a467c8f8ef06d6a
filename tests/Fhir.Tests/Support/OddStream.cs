namespace MedRecords.Fhir.Tests.Support;

// A stream that makes up its bytes as they are read, in pieces of a given size, and counts them.
internal sealed class OddStream(IEnumerable<ReadOnlyMemory<byte>> parts, int piece = int.MaxValue) : Stream
{
    private readonly IEnumerator<ReadOnlyMemory<byte>> parts = parts.GetEnumerator();
    private ReadOnlyMemory<byte> current;

    public long BytesRead { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => BytesRead;
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (current.IsEmpty)
        {
            if (!parts.MoveNext()) return new(0);
            current = parts.Current;
        }

        var count = Math.Min(Math.Min(buffer.Length, piece), current.Length);
        current[..count].CopyTo(buffer);
        current = current[count..];
        BytesRead += count;
        return new(count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
