using System.Globalization;

namespace MedRecords.Battery.Hosts;

/// <summary>A file system of its own in a file, by a loop device: it can be filled, and copied. It needs root, and gone it leaves no trace.</summary>
internal sealed class LoopDisk : IAsyncDisposable
{
    private static readonly TimeSpan _glance = TimeSpan.FromMilliseconds(2);

    private readonly Undo _undo;
    private readonly string _place;

    private LoopDisk(string place, Undo undo) => (_place, _undo) = (place, undo);

    /// <summary>Where it is mounted; anybody may write there.</summary>
    public string Folder => FolderIn(_place);

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Makes a new one.</summary>
    public static Task<LoopDisk> MakeAsync(int mebibytes) => MountAsync(Directory.CreateTempSubdirectory("medrecords-disk-").FullName, place => $"""
        truncate -s {mebibytes}M {ImageIn(place)}
        mkfs.ext4 -q -m 0 {ImageIn(place)}
        """);

    /// <summary>Takes all the room that is left.</summary>
    public Task FillAsync() => Shell.RunAsync($"fallocate -l $(($(stat -f -c '%a * %S' {Folder}))) {Ballast} || dd if=/dev/zero of={Ballast} bs=64k 2>/dev/null || true");

    /// <summary>Makes room again.</summary>
    public void MakeRoom() => File.Delete(Ballast);

    /// <summary>
    /// A disk that holds what this one would hold after a power cut now: what its file system has sent to it,
    /// and nothing of what is still in memory. Nobody may be writing meanwhile; should the kernel by itself
    /// write something, the copy is made anew, because half of that is not what a power cut leaves.
    /// </summary>
    public async Task<LoopDisk> CopyAsync()
    {
        var place = Directory.CreateTempSubdirectory("medrecords-cut-").FullName;
        var device = (await Shell.RunAsync($"findmnt -n -o SOURCE {Folder}")).Trim();
        var state = $"/sys/block/{Path.GetFileName(device)}/stat";
        while (true)
        {
            var before = await WrittenAsync(state);
            await Shell.RunAsync($"cp --sparse=always {ImageIn(_place)} {ImageIn(place)}");
            if (await WrittenAsync(state) == before)
                return await MountAsync(place, _ => "true");
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _undo.DisposeAsync();

    private static string ImageIn(string place) => Path.Combine(place, "image");

    private static string FolderIn(string place) => Path.Combine(place, "mounted");

    private static async Task<LoopDisk> MountAsync(string place, Func<string, string> makeImage)
    {
        var folder = FolderIn(place);
        var undo = new Undo($"umount {folder} || umount -l {folder}; rm -rf --one-file-system {place}");
        try
        {
            await Shell.PrepareAsync("A file system in a file", $"""
                chmod 755 {place}
                {makeImage(place)}
                mkdir {folder}
                mount -o loop {ImageIn(place)} {folder}
                chmod 1777 {folder}
                """);
            return new LoopDisk(place, undo);
        }
        catch
        {
            await undo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sectors written to a device so far, once nothing is on its way to it (Documentation/block/stat.rst of the kernel).</summary>
    private static async Task<long> WrittenAsync(string state)
    {
        const int SectorsWritten = 6;
        const int InFlight = 8;
        while (true)
        {
            var fields = (await File.ReadAllTextAsync(state)).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields[InFlight] == "0")
                return long.Parse(fields[SectorsWritten], CultureInfo.InvariantCulture);
            await Task.Delay(_glance);
        }
    }
}
