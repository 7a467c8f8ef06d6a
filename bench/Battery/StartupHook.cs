using System.Net.Sockets;
using System.Text;
using MedRecords.Battery.Hosts;

/// <summary>
/// What the runtime calls in a process that names this assembly in DOTNET_STARTUP_HOOKS; the runtime asks for
/// a class of this name outside any namespace. Whoever connects is told the bytes of the managed heap.
/// </summary>
internal static class StartupHook
{
    /// <summary>Starts to listen.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(HeapProbe.AddressVariable) is { } address)
            new Thread(() => Serve(address)) { IsBackground = true, Name = "heap probe" }.Start();
    }

    private static void Serve(string address)
    {
        File.Delete(address);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(address));
        listener.Listen();
        while (true)
        {
            using var caller = listener.Accept();
            caller.Send(Encoding.ASCII.GetBytes(MeasureHeap().ToString()));
        }
    }

    /// <summary>Finalizers may free what the first collection could not.</summary>
    private static long MeasureHeap()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: false);
    }
}
