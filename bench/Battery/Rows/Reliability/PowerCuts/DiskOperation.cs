using System.Text;

namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>Kinds of logged operations; see PowerCut/powercut.c.</summary>
internal enum DiskOperationKind : byte
{
    Write = (byte)'W',
    Truncate = (byte)'T',
    Remove = (byte)'U',
    Sync = (byte)'S',
    SyncFolder = (byte)'D',
    FailedSync = (byte)'F',
}

/// <summary>What a process did to a file, as the preloaded library logged it.</summary>
/// <param name="Index">Its place in the log.</param>
/// <param name="Kind">What was done.</param>
/// <param name="File">Name of the file.</param>
/// <param name="Number">Offset of a write, new length, or how many operations were logged before a sync began.</param>
/// <param name="Data">What was written.</param>
internal readonly record struct DiskOperation(int Index, DiskOperationKind Kind, string File, long Number, ReadOnlyMemory<byte> Data)
{
    private const int HeadLength = 14;

    /// <summary>Reads a log. An operation that the model of the disk lacks is an error, not something to pass over.</summary>
    public static List<DiskOperation> ReadLog(string path)
    {
        var operations = new List<DiskOperation>();
        ReadOnlyMemory<byte> rest = System.IO.File.ReadAllBytes(path);
        while (!rest.IsEmpty)
        {
            var head = rest.Span;
            var (nameLength, dataLength) = (head[1], BitConverter.ToInt32(head[2..]));
            var name = Encoding.UTF8.GetString(head.Slice(HeadLength, nameLength));
            var data = rest.Slice(HeadLength + nameLength, dataLength);
            var kind = (DiskOperationKind)head[0];
            if (!Enum.IsDefined(kind))
                throw new InvalidDataException($"The process did to {name} what is not modelled: {(char)head[0]} {Encoding.UTF8.GetString(data.Span)}");
            operations.Add(new DiskOperation(operations.Count, kind, name, BitConverter.ToInt64(head[6..]), data));
            rest = rest[(HeadLength + nameLength + dataLength)..];
        }

        return operations;
    }
}
