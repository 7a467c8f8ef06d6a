using System.Text;
using Grpc.Core;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.CallMetadata;

public sealed class Metadata_of_a_call(ProbeServer server) : IClassFixture<ProbeServer>
{
    private static readonly byte[] AllOctets = [.. Enumerable.Range(0, 256).Select(octet => (byte)octet)];

    [Fact]
    public async Task Goes_there_and_back_as_text()
    {
        var (headers, trailers, _) = await ReflectAsync(new Metadata { { "x-text", "plain text: 100 % of it, yes" } });
        Assert.Equal("plain text: 100 % of it, yes", headers.GetValue("x-text"));
        Assert.Equal("plain text: 100 % of it, yes", trailers.GetValue("x-text"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(256)]
    public async Task Goes_there_and_back_as_bytes(int length)
    {
        var (headers, trailers, _) = await ReflectAsync(new Metadata { { "x-bytes-bin", AllOctets[..length] } });
        Assert.Equal(AllOctets[..length], headers.GetValueBytes("x-bytes-bin"));
        Assert.Equal(AllOctets[..length], trailers.GetValueBytes("x-bytes-bin"));
    }

    [Fact]
    public async Task Has_keys_in_lower_case()
    {
        var (headers, _, seen) = await ReflectAsync(new Metadata { { "X-Case", "Kept" } });
        Assert.Contains("x-case", seen);
        Assert.Equal("Kept", headers.Get("X-CASE")?.Value);
        Assert.Equal("x-case", headers.Get("X-CASE")?.Key);
    }

    [Fact]
    public async Task Keeps_both_values_of_a_key()
    {
        var (headers, _, _) = await ReflectAsync(new Metadata { { "x-twice", "one" }, { "x-twice", "two" } });
        Assert.Equal(["one", "two"], headers.Where(entry => entry.Key == "x-twice").SelectMany(entry => entry.Value.Split(',', StringSplitOptions.TrimEntries)));
    }

    [Fact]
    public async Task Does_not_show_the_protocols_own_headers()
    {
        var (_, _, seen) = await ReflectAsync([]);
        Assert.DoesNotContain("grpc-timeout", seen);
        Assert.DoesNotContain("grpc-accept-encoding", seen);
        Assert.DoesNotContain("content-type", seen);
        Assert.DoesNotContain("te", seen);
        Assert.DoesNotContain(seen, key => key.StartsWith(':'));
    }

    [Theory]
    [InlineData("YWJjZA==")]
    [InlineData("YWJjZA")]
    public async Task Is_read_with_and_without_padding(string encoded)
    {
        var answer = await RawCall.SendAsync(server, "/medrecords.probe.Probe/Reflect", RawCall.Frame(new Note()), headers: ("x-padded-bin", encoded));
        Assert.Equal("0", answer.Status);
        Assert.Equal("YWJjZA", answer.Headers["x-padded-bin"].TrimEnd('='));
    }

    [Fact]
    public void Takes_bytes_only_under_a_binary_key()
    {
        Assert.Throws<ArgumentException>(() => new Metadata { { "x-text", Encoding.ASCII.GetBytes("bytes") } });
        Assert.Throws<ArgumentException>(() => new Metadata { { "x-bytes-bin", "text" } });
        Assert.Throws<ArgumentException>(() => new Metadata { { "x space", "text" } });
    }

    [Fact]
    public void Gives_the_last_value_of_a_key()
    {
        var metadata = new Metadata { { "x-twice", "one" }, { "x-twice", "two" } };
        Assert.Equal("two", metadata.GetValue("x-twice"));
        Assert.Null(metadata.Get("x-absent"));
    }

    [Fact]
    public async Task Is_readable_before_the_first_message()
    {
        using var call = server.Client.HangLate(new Note { Text = "early headers" });
        await call.ResponseHeadersAsync.Within();
    }

    private async Task<(Metadata Headers, Metadata Trailers, string[] Seen)> ReflectAsync(Metadata metadata)
    {
        using var call = server.Client.ReflectAsync(new Note(), metadata, DateTime.UtcNow.AddMinutes(1));
        var answer = await call.ResponseAsync.Within();
        return (await call.ResponseHeadersAsync, call.GetTrailers(), answer.Text.Split(' '));
    }
}
