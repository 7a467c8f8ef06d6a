using System.Buffers;

namespace MedRecords.Fhir;

// The part of a stream that is in memory, and how far into the stream it begins.
internal sealed class Window(Stream stream) : IDisposable
{
    private const int Smallest = 64 * 1024;

    // An entry may have this much beside its resource.
    private const int Largest = BundleReader.MaxResourceBytes + (1024 * 1024);

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(Smallest);
    private int start;
    private int end;
    private Place startPlace = new(0, 1, 1);

    public ReadOnlyMemory<byte> Memory => buffer.AsMemory(start, end - start);

    public ReadOnlySpan<byte> Span => buffer.AsSpan(start, end - start);

    // Whether a value that is not whole yet is larger than any that is read.
    public bool IsFull => end - start >= Largest;

    public bool AtEnd { get; private set; }

    public Place PlaceOf(int position)
    {
        var before = Span[..position];
        var lines = before.Count((byte)'\n');
        var column = lines == 0 ? startPlace.Column + position : position - before.LastIndexOf((byte)'\n');
        return new Place(startPlace.Offset + position, startPlace.Line + lines, column);
    }

    // Forgets the first bytes.
    public void Drop(int count)
    {
        startPlace = PlaceOf(count);
        start += count;
    }

    // Reads until there is twice as much as before, so that a value that arrives in many small pieces is not
    // looked through from its beginning for each of them.
    public async ValueTask FillAsync(CancellationToken cancellation)
    {
        var wanted = Math.Clamp(2 * (end - start), Smallest / 2, Largest);
        MakeRoom(wanted);
        while (!AtEnd && end - start < wanted)
        {
            var count = await stream.ReadAsync(buffer.AsMemory(end), cancellation);
            end += count;
            AtEnd = count == 0;
        }
    }

    // A byte order mark is no part of JSON but some programs write one: https://www.rfc-editor.org/rfc/rfc8259#section-8.1
    public void SkipByteOrderMark()
    {
        if (Span.StartsWith("\uFEFF"u8)) Drop(3);
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        buffer = [];
        start = end = 0;
    }

    private void MakeRoom(int wanted)
    {
        if (buffer.Length - start >= wanted) return;
        var length = end - start;
        var target = buffer.Length >= wanted ? buffer : ArrayPool<byte>.Shared.Rent(wanted);
        Buffer.BlockCopy(buffer, start, target, 0, length);
        if (target != buffer) ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        (buffer, start, end) = (target, 0, length);
    }
}
