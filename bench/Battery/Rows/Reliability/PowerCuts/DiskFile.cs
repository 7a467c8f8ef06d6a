namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>One file on the modelled disk: what it holds for certain, and what was done to it since its last sync.</summary>
/// <param name="createdAt">Place in the log of the operation that made it.</param>
internal sealed class DiskFile(int createdAt)
{
    private readonly List<DiskOperation> _pending = [];
    private byte[] _content = [];
    private int _length;

    /// <summary>Place in the log of the operation that made it.</summary>
    public int CreatedAt => createdAt;

    /// <summary>Does what may be lost until the next sync.</summary>
    public void Do(DiskOperation operation) => _pending.Add(operation);

    /// <summary>Makes durable what was logged before a sync began.</summary>
    public void Sync(long before)
    {
        foreach (var operation in _pending.Where(operation => operation.Index < before))
            Apply(ref _content, ref _length, operation.Number, operation);
        _pending.RemoveAll(operation => operation.Index < before);
    }

    /// <summary>
    /// Forgets what was logged before a sync that failed: the system takes those pages for written, so no later
    /// sync writes them, and they are lost once they leave its memory.
    /// </summary>
    public void Forget(long before) => _pending.RemoveAll(operation => operation.Index < before);

    /// <summary>
    /// The content after a power cut: what was synced, and with a random source some of what was not, in
    /// pieces as disks and file systems write them.
    /// </summary>
    public byte[] ToImage(Random? random)
    {
        var (content, length) = (_content.ToArray(), _length);
        if (random is not null)
        {
            var piece = random.Next(2) == 0 ? 512 : 4096;
            var share = random.Next(1, 10) / 10.0;
            foreach (var operation in _pending)
                ApplySome(ref content, ref length, operation, piece, () => random.NextDouble() < share);
        }

        return content[..length];
    }

    private static void ApplySome(ref byte[] content, ref int length, DiskOperation operation, int piece, Func<bool> isKept)
    {
        if (operation.Kind == DiskOperationKind.Truncate)
        {
            if (isKept())
                Apply(ref content, ref length, operation.Number, operation);
            return;
        }

        for (var done = 0; done < operation.Data.Length;)
        {
            var at = operation.Number + done;
            var count = (int)Math.Min(operation.Data.Length - done, piece - (at % piece));
            if (isKept())
                Apply(ref content, ref length, at, operation with { Data = operation.Data.Slice(done, count) });
            done += count;
        }
    }

    private static void Apply(ref byte[] content, ref int length, long number, DiskOperation operation)
    {
        var end = (int)number + operation.Data.Length;
        if (end > content.Length)
            Array.Resize(ref content, Math.Max(end, 2 * content.Length));
        if (operation.Kind == DiskOperationKind.Truncate)
        {
            if (end < length)
                content.AsSpan(end, length - end).Clear();
            length = end;
            return;
        }

        operation.Data.Span.CopyTo(content.AsSpan((int)number));
        length = Math.Max(length, end);
    }
}
