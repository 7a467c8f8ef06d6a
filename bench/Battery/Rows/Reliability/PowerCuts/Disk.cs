namespace MedRecords.Battery.Rows.Reliability.PowerCuts;

/// <summary>
/// A folder on a disk that forgets at a power cut what was not synced. A new file's name is durable with the
/// file's first sync or the folder's; a removal with the folder's.
/// </summary>
internal sealed class Disk
{
    private readonly Dictionary<string, DiskFile> _files = [];
    private readonly Dictionary<string, DiskFile> _durable = [];
    private readonly List<(int Index, string Name, DiskFile File)> _removals = [];

    /// <summary>Does what the process did.</summary>
    public void Do(DiskOperation operation)
    {
        switch (operation.Kind)
        {
            case DiskOperationKind.Write or DiskOperationKind.Truncate:
                Reach(operation).Do(operation);
                break;
            case DiskOperationKind.Sync:
                var file = Reach(operation);
                file.Sync(operation.Number);
                _durable[operation.File] = file;
                break;
            case DiskOperationKind.FailedSync:
                Reach(operation).Forget(operation.Number);
                break;
            case DiskOperationKind.Remove:
                if (_files.Remove(operation.File, out var removed))
                    _removals.Add((operation.Index, operation.File, removed));
                break;
            case DiskOperationKind.SyncFolder:
                SyncNames(operation.Number);
                break;
        }
    }

    /// <summary>Writes the files to a folder as they are after a power cut now; without a random source only what was synced.</summary>
    public void WriteImage(string folder, Random? random)
    {
        var names = new Dictionary<string, DiskFile>(_durable);
        if (random is not null)
        {
            foreach (var (_, name, file) in _removals.Where(_ => random.Next(2) == 0))
                Remove(names, name, file);
            foreach (var (name, file) in _files.Where(_ => random.Next(2) == 0))
                names.TryAdd(name, file);
        }

        foreach (var (name, file) in names)
            File.WriteAllBytes(Path.Combine(folder, name), file.ToImage(random));
    }

    private static void Remove(Dictionary<string, DiskFile> names, string name, DiskFile file)
    {
        if (names.TryGetValue(name, out var found) && found == file)
            names.Remove(name);
    }

    private DiskFile Reach(DiskOperation operation)
    {
        if (!_files.TryGetValue(operation.File, out var file))
            _files.Add(operation.File, file = new DiskFile(operation.Index));
        return file;
    }

    private void SyncNames(long before)
    {
        foreach (var (_, name, file) in _removals.Where(removal => removal.Index < before))
            Remove(_durable, name, file);
        _removals.RemoveAll(removal => removal.Index < before);
        foreach (var (name, file) in _files.Where(file => file.Value.CreatedAt < before))
            _durable[name] = file;
    }
}
