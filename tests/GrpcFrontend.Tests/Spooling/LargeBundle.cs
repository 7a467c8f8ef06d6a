using System.Security.Cryptography;
using MedRecords.GrpcFrontend.Import;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Spooling;

public sealed class LargeBundle : IDisposable
{
    private static readonly byte[] Canary = "canary-4711-canary-4711"u8.ToArray();
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("spool-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Spool.BlockBytes)]
    [InlineData(Spool.BlockBytes + 1)]
    [InlineData(5 * Spool.BlockBytes)]
    [InlineData((5 * Spool.BlockBytes) + 17)]
    public async Task Reads_twice_as_it_was_written(int length)
    {
        var bytes = RandomNumberGenerator.GetBytes(length);
        await using var spool = await WriteAsync(bytes, memoryBytes: 2 * Spool.BlockBytes, pieceBytes: 10_007);

        Assert.Equal(length, spool.Length);
        for (var reading = 0; reading < 2; reading++) Assert.Equal(bytes, await ReadAsync(spool));
    }

    [Fact]
    public async Task Stays_in_memory_while_it_fits()
    {
        await using var spool = await WriteAsync(new byte[2 * Spool.BlockBytes], memoryBytes: 2 * Spool.BlockBytes, pieceBytes: 4096);

        Assert.Null(spool.FileName);
        Assert.Empty(System.IO.Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task Is_unreadable_on_disk()
    {
        await using var spool = await WriteAsync(ManyCanaries(), memoryBytes: 0, pieceBytes: 4096);

        var onDisk = await File.ReadAllBytesAsync(spool.FileName!);

        Assert.Equal(8 * (Spool.BlockBytes + 16), onDisk.Length);
        Assert.Equal(-1, onDisk.AsSpan().IndexOf(Canary));
        Assert.Contains("canary", System.Text.Encoding.ASCII.GetString(await ReadAsync(spool)));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(spool.FileName!));
    }

    [Fact]
    public async Task Leaves_nothing_behind()
    {
        await using (await WriteAsync(ManyCanaries(), memoryBytes: 0, pieceBytes: 4096))
            Assert.Single(System.IO.Directory.GetFiles(_folder));

        Assert.Empty(System.IO.Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Is_not_read_where_someone_changed_it(bool exchangesBlocks)
    {
        await using var spool = await WriteAsync(ManyCanaries(), memoryBytes: 0, pieceBytes: 4096);
        await using (var file = new FileStream(spool.FileName!, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete))
        {
            var blocks = new byte[2 * (Spool.BlockBytes + 16)];
            await file.ReadExactlyAsync(blocks);
            if (exchangesBlocks) blocks = [.. blocks[(blocks.Length / 2)..], .. blocks[..(blocks.Length / 2)]];
            else blocks[100] ^= 1;
            file.Position = 0;
            await file.WriteAsync(blocks);
        }

        await Assert.ThrowsAnyAsync<CryptographicException>(() => ReadAsync(spool));
    }

    private static byte[] ManyCanaries()
    {
        var bytes = new byte[8 * Spool.BlockBytes];
        for (var at = 0; at + Canary.Length <= bytes.Length; at += Canary.Length) Canary.CopyTo(bytes, at);
        return bytes;
    }

    private static async Task<byte[]> ReadAsync(Spool spool)
    {
        await using var reader = spool.OpenRead();
        using var copy = new MemoryStream();
        await reader.CopyToAsync(copy);
        return copy.ToArray();
    }

    private async Task<Spool> WriteAsync(byte[] bytes, int memoryBytes, int pieceBytes)
    {
        var spool = new Spool(_folder, memoryBytes);
        foreach (var piece in bytes.Chunk(pieceBytes)) await spool.WriteAsync(piece, default);
        return spool;
    }
}
