using System.IO.MemoryMappedFiles;

namespace MedRecords.Battery.Rows.Reliability.FailingDisks;

/// <summary>The errors of Linux with which writes and syncs fail.</summary>
internal enum DiskError
{
    /// <summary>The device reports an error (EIO).</summary>
    InputOutput = 5,

    /// <summary>There is no room (ENOSPC).</summary>
    NoSpace = 28,
}

/// <summary>One failure: which operation, how, and whether all after it fail too.</summary>
/// <param name="At">The number of the operation, from 1.</param>
/// <param name="Error">The error.</param>
/// <param name="Lasts">Whether all operations after it fail too, until the disk is mended.</param>
internal readonly record struct Failure(long At, DiskError Error, bool Lasts)
{
    /// <summary>All of them for so many operations, or as many as wanted, evenly chosen.</summary>
    public static IReadOnlyList<Failure> Choose(long operations, int most)
    {
        var all = new List<Failure>();
        for (var at = 1L; at <= operations; at++)
        {
            foreach (var error in Enum.GetValues<DiskError>())
                all.AddRange([new Failure(at, error, false), new Failure(at, error, true)]);
        }

        // Steps that share no factor with the four kinds, so that a choice has some of each.
        return all.Count <= most ? all : [.. Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Count / most)])];
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Error} at operation {At}{(Lasts ? " and from then on" : "")}";
}

/// <summary>Tells the preloaded library what to let fail; see PowerCut/failing.c.</summary>
internal sealed class FailureControl : IDisposable
{
    /// <summary>Names of the variables that the library reads.</summary>
    public const string FolderVariable = "FAILING_FOLDER", FileVariable = "FAILING_CONTROL";

    private const int At = 0, Error = 1, Lasts = 2, SeenAt = 3, FailedAt = 4, Numbers = 5;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _numbers;

    /// <summary>Opens the file, or makes it.</summary>
    public FailureControl(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Numbers * sizeof(long));
        _numbers = _file.CreateViewAccessor();
    }

    /// <summary>Operations since the last failure was set.</summary>
    public long Seen => _numbers.ReadInt64(SeenAt * sizeof(long));

    /// <summary>How many of them failed.</summary>
    public long Failed => _numbers.ReadInt64(FailedAt * sizeof(long));

    /// <summary>Whether it lasts.</summary>
    public bool DoesLast => _numbers.ReadInt64(Lasts * sizeof(long)) > 0;

    /// <summary>Whether a failure is set.</summary>
    public bool IsSet => _numbers.ReadInt64(At * sizeof(long)) > 0;

    /// <summary>Sets a failure, and counts anew.</summary>
    public void Set(Failure failure)
    {
        Mend();
        Write(SeenAt, 0);
        Write(FailedAt, 0);
        Write(Error, (long)failure.Error);
        Write(Lasts, failure.Lasts ? 1 : 0);
        Write(At, failure.At);
    }

    /// <summary>Lets nothing fail any more.</summary>
    public void Mend() => Write(At, 0);

    /// <inheritdoc/>
    public void Dispose()
    {
        _numbers.Dispose();
        _file.Dispose();
    }

    private void Write(int place, long number) => _numbers.Write(place * sizeof(long), number);
}
