namespace MedRecords.Battery.Faults.Cluster;

/// <summary>A file system of its own in a file (a loop device): it can be filled, and gone it leaves no trace.</summary>
internal sealed class LoopDisk : IAsyncDisposable
{
    private readonly Undo _undo;

    private LoopDisk(string folder, Undo undo) => (Folder, _undo) = (folder, undo);

    /// <summary>Where it is mounted; anybody may write there.</summary>
    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Makes and mounts one.</summary>
    public static async Task<LoopDisk> MakeAsync(int mebibytes)
    {
        var place = Directory.CreateTempSubdirectory("medrecords-disk-").FullName;
        var (image, folder) = (Path.Combine(place, "image"), Path.Combine(place, "mounted"));
        var undo = new Undo($"umount {folder} || umount -l {folder}; rm -rf --one-file-system {place}");
        try
        {
            await Shell.PrepareAsync("A file system in a file", $"""
                chmod 755 {place}
                truncate -s {mebibytes}M {image}
                mkfs.ext4 -q -m 0 {image}
                mkdir {folder}
                mount -o loop {image} {folder}
                chmod 1777 {folder}
                """);
            return new LoopDisk(folder, undo);
        }
        catch
        {
            await undo.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes all the room that is left.</summary>
    public Task FillAsync() => Shell.RunAsync($"fallocate -l $(($(stat -f -c '%a * %S' {Folder}))) {Ballast} || dd if=/dev/zero of={Ballast} bs=64k 2>/dev/null || true");

    /// <summary>Makes room again.</summary>
    public void MakeRoom() => File.Delete(Ballast);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _undo.DisposeAsync();
}
