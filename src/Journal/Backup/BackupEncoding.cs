using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using MedRecords.Journal.Contract;

namespace MedRecords.Journal.Backup;

/// <summary>
/// A row as a frame's body. Each variable part is its length (4 bytes) and its bytes. Setting (1): name,
/// value. Commit (2): number (8), records to the body's end. Event (3): history (16), version (8), commit (8),
/// hash, payload. Term (4): history, commit, term. Key (5): history, commit, wrapped key.
/// </summary>
internal static class BackupEncoding
{
    public static void Write(ArrayBufferWriter<byte> buffer, BackupRow row)
    {
        switch (row)
        {
            case SettingRow setting:
                WriteFrame(buffer, 1, Prefixed(Encoding.UTF8.GetBytes(setting.Name)), Prefixed(setting.Value));
                break;
            case CommitRow { Commit: var commit }:
                WriteFrame(buffer, 2, [Number(commit.Number), .. commit.Records.Select(Prefixed)]);
                break;
            case EventRow { Event: var stored } item:
                WriteFrame(buffer, 3, Id(item.History), Number(stored.Version), Number(item.Commit), Prefixed(stored.Hash), Prefixed(stored.Payload));
                break;
            case TermRow term:
                WriteFrame(buffer, 4, Id(term.History), Number(term.Commit), Prefixed(term.Term));
                break;
            case KeyRow key:
                WriteFrame(buffer, 5, Id(key.History), Number(key.Commit), Prefixed(key.Wrapped));
                break;
            default:
                throw new ArgumentException("A backup has no such row.", nameof(row));
        }
    }

    public static void WriteFrame(ArrayBufferWriter<byte> buffer, byte kind, params byte[][] parts)
    {
        var header = buffer.GetSpan(5);
        header[0] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(header[1..], checked(parts.Sum(part => part.Length)));
        buffer.Advance(5);
        foreach (var part in parts)
            buffer.Write(part);
    }

    public static BackupRow Read(byte kind, byte[] body)
    {
        var part = new Parts(body);
        BackupRow row = kind switch
        {
            1 => new SettingRow(Encoding.UTF8.GetString(part.Prefixed()), part.Prefixed()),
            2 => new CommitRow(new StoredCommit(part.Number(), part.PrefixedToEnd())),
            3 => ReadEvent(ref part),
            4 => ReadTerm(ref part),
            5 => ReadKey(ref part),
            _ => throw BackupReader.Damaged(),
        };
        part.CheckEnd();
        return row;
    }

    private static EventRow ReadEvent(ref Parts part)
    {
        var (history, version, commit, hash) = (part.Id(), part.Number(), part.Number(), part.Prefixed());
        return new EventRow(history, commit, new StoredEvent(version, Payload: part.Prefixed(), hash));
    }

    private static TermRow ReadTerm(ref Parts part)
    {
        var (history, commit) = (part.Id(), part.Number());
        return new TermRow(part.Prefixed(), history, commit);
    }

    private static KeyRow ReadKey(ref Parts part)
    {
        var (history, commit) = (part.Id(), part.Number());
        return new KeyRow(history, part.Prefixed(), commit);
    }

    private static byte[] Number(long value)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Id(HistoryId history)
    {
        var bytes = new byte[16];
        history.WriteTo(bytes);
        return bytes;
    }

    private static byte[] Prefixed(byte[] value)
    {
        var bytes = new byte[sizeof(int) + value.Length];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value.Length);
        value.CopyTo(bytes, sizeof(int));
        return bytes;
    }

    private ref struct Parts(ReadOnlySpan<byte> rest)
    {
        private ReadOnlySpan<byte> _rest = rest;

        public long Number() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

        public HistoryId Id() => new(new Guid(Take(16), bigEndian: true));

        public byte[] Prefixed() => Take(BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)))).ToArray();

        public List<byte[]> PrefixedToEnd()
        {
            var parts = new List<byte[]>();
            while (!_rest.IsEmpty)
                parts.Add(Prefixed());
            return parts;
        }

        public readonly void CheckEnd()
        {
            if (!_rest.IsEmpty)
                throw BackupReader.Damaged();
        }

        private ReadOnlySpan<byte> Take(int length)
        {
            if (length < 0 || length > _rest.Length)
                throw BackupReader.Damaged();
            var taken = _rest[..length];
            _rest = _rest[length..];
            return taken;
        }
    }
}
