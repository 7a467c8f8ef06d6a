namespace MedRecords.Grains.Charts;

/// <summary>
/// An immutable list that only grows. Adding copies nothing: the longer list shares the storage of the shorter
/// one, whose readers do not look beyond its own end. Of two lists grown from one, the second gets storage of
/// its own.
/// </summary>
/// <typeparam name="T">What it holds.</typeparam>
public sealed class GrowingList<T>
{
    /// <summary>A list of nothing.</summary>
    public static readonly GrowingList<T> Empty = new(new Storage(), 0);

    private const int ChunkLength = 64;

    private readonly Storage _storage;

    private GrowingList(Storage storage, int count)
    {
        _storage = storage;
        Count = count;
    }

    /// <summary>A list of these items.</summary>
    public static GrowingList<T> Of(ReadOnlySpan<T> items)
    {
        var storage = new Storage { Used = items.Length };
        for (var index = 0; index < items.Length; index++)
            storage.Write(index, items[index]);
        return new GrowingList<T>(storage, items.Length);
    }

    /// <summary>How many items it has.</summary>
    public int Count { get; }

    /// <summary>An item, from 0.</summary>
    public ref readonly T this[int index] => ref _storage.Chunks[index / ChunkLength][index % ChunkLength];

    /// <summary>The list with one more item.</summary>
    public GrowingList<T> Add(T item)
    {
        // Nothing may be written into Empty's storage, which all lists have in common.
        var storage = Count > 0 && Interlocked.CompareExchange(ref _storage.Used, Count + 1, Count) == Count
            ? _storage
            : Copy();
        storage.Write(Count, item);
        return new GrowingList<T>(storage, Count + 1);
    }

    /// <summary>In how many pieces its items lie.</summary>
    public int PieceCount => (Count + ChunkLength - 1) / ChunkLength;

    /// <summary>The items of one piece, from 0.</summary>
    public ReadOnlySpan<T> Piece(int number) => _storage.Chunks[number].AsSpan(0, Math.Min(ChunkLength, Count - (number * ChunkLength)));

    /// <summary>The items from one on, with storage of their own.</summary>
    public GrowingList<T> From(int index)
    {
        var rest = Empty;
        for (; index < Count; index++)
            rest = rest.Add(this[index]);
        return rest;
    }

    private Storage Copy()
    {
        var copy = new Storage { Used = Count + 1 };
        for (var index = 0; index < Count; index++)
            copy.Write(index, this[index]);
        return copy;
    }

    private sealed class Storage
    {
        public T[][] Chunks = new T[1][];

        /// <summary>How many places are taken by the longest list on this storage.</summary>
        public int Used;

        public void Write(int index, T item)
        {
            var chunk = index / ChunkLength;
            if (chunk == Chunks.Length)
            {
                // Readers of the old array find the same chunks in it.
                var longer = new T[2 * chunk][];
                Chunks.CopyTo(longer, 0);
                Chunks = longer;
            }

            (Chunks[chunk] ??= new T[ChunkLength])[index % ChunkLength] = item;
        }
    }
}
