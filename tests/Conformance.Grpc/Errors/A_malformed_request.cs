using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Errors;

public sealed class A_malformed_request(ProbeServer server) : IClassFixture<ProbeServer>
{
    private const string Internal = "13";
    private const string Unknown = "2";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task Is_an_internal_error_when_cut_off(int length) =>
        Assert.Equal(Internal, (await SendAsync(RawCall.Frame(new Note { Text = "whole" })[..length])).Status);

    [Fact]
    public async Task Is_an_internal_error_when_a_second_message_follows() =>
        Assert.Equal(Internal, (await SendAsync([.. RawCall.Frame(new Note()), .. RawCall.Frame(new Note())])).Status);

    [Fact]
    public async Task Is_an_internal_error_when_compressed_without_naming_an_encoding() =>
        Assert.Equal(Internal, (await SendAsync(RawCall.Frame(RawCall.Gzip([]), flag: 1))).Status);

    [Fact]
    public async Task Is_an_internal_error_when_compressed_as_identity() =>
        Assert.Equal(Internal, (await SendAsync(RawCall.Frame(RawCall.Gzip([]), flag: 1), ("grpc-encoding", "identity"))).Status);

    // Which of the two codes is left open: the specification names none, and implementations differ.
    [Theory]
    [MemberData(nameof(Garbage))]
    public async Task Is_refused_without_detail_when_it_is_garbage(string what, byte[] body, string encoding)
    {
        var answer = await SendAsync(body, ("grpc-encoding", encoding));
        Assert.True(answer.Status is Internal or Unknown, $"{what}: {answer.Status}");
        Assert.DoesNotContain("rotobuf", answer.Message);
        Assert.DoesNotContain("gzip", answer.Message);
        Assert.Empty(answer.Body);
    }

    [Fact]
    public async Task Does_not_harm_the_connection()
    {
        await SendAsync(RawCall.Frame([0xFF, 0xFF, 0xFF]));
        Assert.Equal("0", (await SendAsync(RawCall.Frame(new Note()))).Status);
    }

    public static TheoryData<string, byte[], string> Garbage => new()
    {
        { "bytes that are no protobuf message", RawCall.Frame([0xFF, 0xFF, 0xFF]), "identity" },
        { "a text that is no UTF-8 and longer than the message", RawCall.Frame([0x0A, 0x7F, 0xC3, 0x28]), "identity" },
        { "an unknown flag", RawCall.Frame([], flag: 2), "identity" },
        { "bytes that are no gzip stream", RawCall.Frame([1, 2, 3, 4], flag: 1), "gzip" },
    };

    private Task<RawAnswer> SendAsync(byte[] body, params (string, string)[] headers) =>
        RawCall.SendAsync(server, "/medrecords.probe.Probe/Echo", body, headers: headers);
}
