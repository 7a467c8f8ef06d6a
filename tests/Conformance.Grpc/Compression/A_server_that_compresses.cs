using System.IO.Compression;
using Google.Protobuf;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Compression;

public sealed class A_server_that_compresses : IAsyncLifetime
{
    private static readonly Note Compressible = new() { Text = new string('a', 10_000), Count = 2 };
    private ProbeServer _server = null!;

    public async Task InitializeAsync() => _server = await ProbeServer.StartAsync(Gzip);

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Compresses_for_a_client_that_accepts()
    {
        var answer = await RawCall.SendAsync(_server, "/medrecords.probe.Probe/Echo", RawCall.Frame(Compressible), headers: ("grpc-accept-encoding", "identity, gzip"));
        Assert.Equal("gzip", answer.Headers["grpc-encoding"]);
        Assert.Equal(1, answer.Body[0]);
        Assert.InRange(answer.Body.Length, 6, 1_000);
        Assert.Equal(Compressible, Note.Parser.ParseFrom(RawCall.Gunzip(answer.Body[5..])));
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("identity,deflate")]
    [InlineData("gzipped")]
    public async Task Does_not_compress_for_a_client_that_does_not_accept(string accepted)
    {
        var answer = await RawCall.SendAsync(_server, "/medrecords.probe.Probe/Echo", RawCall.Frame(Compressible), headers: ("grpc-accept-encoding", accepted));
        Assert.DoesNotContain("grpc-encoding", answer.Headers.Keys);
        Assert.Equal(RawCall.Frame(Compressible), answer.Body);
    }

    [Fact]
    public async Task Is_understood_by_the_client()
    {
        Assert.Equal(Compressible, await _server.Client.EchoAsync(Compressible).ResponseAsync.Within());
        using var call = _server.Client.Repeat(Compressible);
        Assert.All(await call.ResponseStream.ToListAsync(), note => Assert.Equal(Compressible.Text, note.Text));
    }

    [Fact]
    public async Task Sends_a_message_plain_when_its_writer_says_so()
    {
        await using var server = await ProbeServer.StartAsync(options =>
        {
            Gzip(options);
            options.Interceptors.Add<PlainWriting>();
        });
        var answer = await RawCall.SendAsync(server, "/medrecords.probe.Probe/Echo", RawCall.Frame(Compressible), headers: ("grpc-accept-encoding", "gzip"));
        Assert.Equal("gzip", answer.Headers["grpc-encoding"]);
        Assert.Equal(RawCall.Frame(Compressible), answer.Body);
    }

    [Fact]
    public async Task Carries_large_messages()
    {
        var blob = new byte[3_000_000];
        new Random(1).NextBytes(blob);
        var answer = await _server.Client.EchoAsync(new Note { Blob = UnsafeByteOperations.UnsafeWrap(blob) }).ResponseAsync.Within();
        Assert.True(answer.Blob.Span.SequenceEqual(blob));
    }

    private static void Gzip(GrpcServiceOptions options) =>
        (options.ResponseCompressionAlgorithm, options.ResponseCompressionLevel) = ("gzip", CompressionLevel.Optimal);

    public sealed class PlainWriting : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
            return continuation(request, context);
        }
    }
}
