using System.Globalization;
using MedRecords.Battery.Hosts;
using MedRecords.Testing;

namespace MedRecords.Battery.Faults.Cluster;

/// <summary>
/// A network namespace for each silo, all on one bridge. Silos speak to each other and to the database on
/// one network and to clients on another, so that a cut of the one leaves the other alone. What is to be cut
/// is sent to a hardware address that nobody has: it is lost on the way without an error, in that direction
/// only. That needs no firewall module in the kernel.
/// </summary>
internal sealed class NetworkGround : Ground
{
    /// <summary>Stands for the database's side, where a silo's number could be.</summary>
    public const int DatabaseSide = -1;

    private const string Nobody = "02:00:00:00:00:01";
    private const int FirstHost = 11;
    private const string TimedOut = "124";

    private static int _made;

    private readonly Undo _undo;
    private readonly int _network;

    private NetworkGround(int network, Undo undo) => (_network, _undo) = (network, undo);

    private string Bridge => $"mrb{_network}";

    /// <summary>Makes the namespaces and a server.</summary>
    public static async Task<NetworkGround> MakeAsync()
    {
        // Two runs on one machine get different ones, but for a rare accident, which fails. Each ground of a run gets its
        // own: what the kernel takes away goes in its own time.
        var network = (Environment.ProcessId + Interlocked.Increment(ref _made)) % 250;
        var access = Path.Combine(Path.GetTempPath(), $"medrecords-hba-{network}");
        var undo = new Undo($"{string.Join("; ", Sides().Select(silo => $"ip netns del {NameOf(network, silo)}"))}; ip link del mrb{network}; rm -f {access}");
        try
        {
            await Shell.PrepareAsync("Network namespaces", MakeLines(network));
            await File.WriteAllTextAsync(access, $"local all all trust\nhost all all 127.0.0.1/32 trust\nhost all all 10.213.{network}.0/24 trust\n");
            var server = await PostgresServer.StartAsync(new Dictionary<string, string>
            {
                ["listen_addresses"] = $"127.0.0.1,10.213.{network}.1",
                ["hba_file"] = access,
            });
            return new NetworkGround(network, undo) { Server = server, Database = await MakeDatabaseAsync(server) };
        }
        catch
        {
            await undo.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public override SiloPlace PlaceOf(int silo) =>
        new($"10.214.{_network}.{FirstHost + silo}", AddressOf(silo), By(AddressOf(DatabaseSide), Server.Port)) { Prefix = ["ip", "netns", "exec", NameOf(_network, silo)] };

    /// <summary>Loses whatever one side sends to another, without a word to either.</summary>
    public Task CutAsync(int from, int to) => Shell.RunAsync($"{In(from)} ip neigh replace {AddressOf(to)} lladdr {Nobody} dev {DeviceOf(from)} nud permanent");

    /// <summary>Lets it through again.</summary>
    public Task MendAsync(int from, int to) => Shell.RunAsync($"{In(from)} ip neigh del {AddressOf(to)} dev {DeviceOf(from)}");

    /// <summary>Whether another side answers a silo at a port, be it that nobody listens there.</summary>
    public async Task<bool> IsAnsweredAsync(int silo, int to, int port) =>
        (await Shell.RunAsync($"{In(silo)} timeout 1 bash -c '</dev/tcp/{AddressOf(to)}/{port}' 2>/dev/null || echo $?")).Trim() != TimedOut;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _undo.DisposeAsync();
    }

    private static IEnumerable<int> Sides() => Enumerable.Range(0, SiloCluster.Size);

    private static string NameOf(int network, int silo) => string.Create(CultureInfo.InvariantCulture, $"medrecords-{network}-{silo + 1}");

    private static string MakeLines(int network) => $"""
        ip link add mrb{network} type bridge
        ip addr add 10.213.{network}.1/24 dev mrb{network}
        ip addr add 10.214.{network}.1/24 dev mrb{network}
        ip link set mrb{network} up
        {string.Join('\n', Sides().Select(silo => MakeLines(network, silo)))}
        """;

    private static string MakeLines(int network, int silo) => $"""
        ip netns add {NameOf(network, silo)}
        ip link add mrv{network}-{silo} type veth peer name eth0 netns {NameOf(network, silo)}
        ip link set mrv{network}-{silo} master mrb{network} up
        ip -n {NameOf(network, silo)} link set lo up
        ip -n {NameOf(network, silo)} addr add 10.213.{network}.{FirstHost + silo}/24 dev eth0
        ip -n {NameOf(network, silo)} addr add 10.214.{network}.{FirstHost + silo}/24 dev eth0
        ip -n {NameOf(network, silo)} link set eth0 up
        """;

    private string AddressOf(int side) => side == DatabaseSide ? $"10.213.{_network}.1" : $"10.213.{_network}.{FirstHost + side}";

    private string DeviceOf(int side) => side == DatabaseSide ? Bridge : "eth0";

    private string In(int side) => side == DatabaseSide ? "" : $"ip netns exec {NameOf(_network, side)}";
}
