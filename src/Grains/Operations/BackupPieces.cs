using System.IO.Pipelines;
using MedRecords.Journal.Contract;

namespace MedRecords.Grains.Operations;

/// <summary>Turns a store's backup, which it writes to a stream, into pieces that can be called for one by one.</summary>
internal static class BackupPieces
{
    private const int PieceLength = 64 << 10;

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(IJournalStore store)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 4 * PieceLength, resumeWriterThreshold: PieceLength, useSynchronizationContext: false));
        using var stop = new CancellationTokenSource();
        // Beside the grain's turn: the store writes while pieces are called for.
        var writing = Task.Run(() => WriteAsync(store, pipe.Writer, stop.Token));
        try
        {
            await using var reading = pipe.Reader.AsStream();
            while (true)
            {
                var piece = new byte[PieceLength];
                var length = await reading.ReadAtLeastAsync(piece, PieceLength, throwOnEndOfStream: false);
                if (length == 0)
                    break;
                yield return piece.AsMemory(0, length);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
        }
    }

    private static async Task WriteAsync(IJournalStore store, PipeWriter writer, CancellationToken cancellation)
    {
        try
        {
            await store.BackupAsync(writer.AsStream(leaveOpen: true), cancellation);
            await writer.CompleteAsync();
        }
        catch (Exception failure)
        {
            // The reader meets the failure in its turn.
            await writer.CompleteAsync(failure);
        }
    }
}
