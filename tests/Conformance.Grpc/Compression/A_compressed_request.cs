using Google.Protobuf;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Compression;

public sealed class A_compressed_request(ProbeServer server) : IClassFixture<ProbeServer>
{
    private static readonly Note Note = new() { Text = new string('a', 100_000) };

    [Fact]
    public async Task Is_read()
    {
        var answer = await SendAsync(RawCall.Frame(RawCall.Gzip(Note.ToByteArray()), flag: 1), "gzip");
        Assert.Equal(RawCall.Frame(Note), answer.Body);
        Assert.Equal("0", answer.Status);
    }

    [Fact]
    public async Task May_have_plain_messages()
    {
        var answer = await SendAsync(RawCall.Frame(Note), "gzip");
        Assert.Equal("0", answer.Status);
    }

    [Fact]
    public async Task Is_unimplemented_in_an_unknown_encoding_and_told_the_known_ones()
    {
        var answer = await SendAsync(RawCall.Frame(Note, flag: 1), "snappy");
        Assert.Equal("12", answer.Status);
        Assert.Contains("gzip", answer.Headers["grpc-accept-encoding"]);
        Assert.DoesNotContain("snappy", answer.Headers["grpc-accept-encoding"]);
        Assert.Contains("snappy", answer.Message);
    }

    private Task<RawAnswer> SendAsync(byte[] body, string encoding) =>
        RawCall.SendAsync(server, "/medrecords.probe.Probe/Echo", body, headers: ("grpc-encoding", encoding));
}
