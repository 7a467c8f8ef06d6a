using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MedRecords.Battery.Load;

/// <summary>
/// Waits for several sockets on one thread, by poll(2). The runtime's asynchronous sockets would spend more
/// processor time on handing over between threads than the service spends on a call.
/// </summary>
internal sealed partial class Poller
{
    private const short Readable = 1;
    private const short Writable = 4;
    private const short Broken = 8 | 16 | 32;

    private readonly Entry[] _entries;

    public Poller(IReadOnlyList<Socket> sockets) =>
        _entries = sockets.Select(socket => new Entry { Descriptor = (int)socket.Handle }).ToArray();

    /// <summary>Says what to wait for on a socket; a socket that is not open is not waited for.</summary>
    public void Want(int socket, bool isOpen, bool write)
    {
        _entries[socket].Wanted = (short)(isOpen ? Readable | (write ? Writable : 0) : 0);
        _entries[socket].Found = 0;
    }

    /// <summary>Waits until one of the sockets is ready; false where the time passed.</summary>
    public unsafe bool Wait(int milliseconds)
    {
        fixed (Entry* entries = _entries)
            return Poll(entries, (nuint)_entries.Length, milliseconds) > 0;
    }

    /// <summary>Whether a socket has something to read, an end included.</summary>
    public bool CanRead(int socket) => _entries[socket].Wanted != 0 && (_entries[socket].Found & (Readable | Broken)) != 0;

    [LibraryImport("libc", EntryPoint = "poll")]
    private static unsafe partial int Poll(Entry* entries, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct Entry
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }
}
