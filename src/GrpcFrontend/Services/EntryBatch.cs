using Grpc.Core;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Services;

/// <summary>Sends entries in responses of moderate size, whatever the size of the pages they come in.</summary>
internal sealed class EntryBatch(IServerStreamWriter<ListEntriesResponse> responses)
{
    private const int MaxEntries = 100;
    private const int MaxBytes = 256 * 1024;

    private ListEntriesResponse _next = new();
    private int _bytes;
    private bool _sentAny;

    /// <summary>Sends a page. It ends only when the client has room for more.</summary>
    public async Task WriteAsync(EntryPage page)
    {
        _next.Version = page.Version;
        foreach (var entry in page.Entries)
        {
            var size = entry.CalculateSize();
            if (_next.Entries.Count == MaxEntries || (_next.Entries.Count > 0 && _bytes + size > MaxBytes)) await SendAsync();
            _next.Entries.Add(entry);
            _bytes += size;
        }
    }

    /// <summary>Sends what is left; of an empty list, a response that tells the version.</summary>
    public Task EndAsync() => _next.Entries.Count > 0 || !_sentAny ? SendAsync() : Task.CompletedTask;

    private async Task SendAsync()
    {
        var full = _next;
        (_next, _bytes, _sentAny) = (new() { Version = full.Version }, 0, true);
        await responses.WriteAsync(full);
    }
}
