using System.Globalization;
using System.Net.Sockets;

namespace MedRecords.Battery.Hosts;

/// <summary>
/// Asks a service for its managed heap. The runtime loads this program into the service as a start-up hook
/// (see StartupHook.cs), so the service needs nothing built in for it.
/// </summary>
internal sealed class HeapProbe(string folder)
{
    /// <summary>Variable that tells the hook where to listen.</summary>
    public const string AddressVariable = "MEDRECORDS_BATTERY_PROBE";

    private readonly string _address = Path.Combine(folder, "probe");

    /// <summary>Variables for the service.</summary>
    public (string Name, string Value)[] Environment =>
        [("DOTNET_STARTUP_HOOKS", Path.Combine(AppContext.BaseDirectory, "MedRecords.Battery.dll")), (AddressVariable, _address)];

    /// <summary>Bytes in use after a full collection.</summary>
    public async Task<long> ReadAsync()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_address));
        using var reader = new StreamReader(new NetworkStream(socket));
        return long.Parse(await reader.ReadToEndAsync(), CultureInfo.InvariantCulture);
    }
}
