using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Errors;

public sealed class A_request_no_method_takes(ProbeServer server) : IClassFixture<ProbeServer>
{
    [Fact]
    public async Task Is_unimplemented_when_the_service_leaves_the_method_out() =>
        await server.Client.MissingAsync(new Note()).FailsWith(StatusCode.Unimplemented);

    [Theory]
    [InlineData("/medrecords.probe.Probe/Nothing")]
    [InlineData("/medrecords.probe.Nobody/Echo")]
    [InlineData("/medrecords.probe.Probe/echo_")]
    public async Task Is_unimplemented_when_nothing_has_its_name(string method)
    {
        var answer = await RawCall.SendAsync(server, method, RawCall.Frame(new Note()));
        Assert.Equal("12", answer.Status);
        Assert.Equal(HttpStatusCode.OK, answer.HttpStatus);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/grpcweb")]
    [InlineData("text/plain")]
    public async Task Is_unsupported_media_when_it_is_not_gRPC(string contentType)
    {
        var answer = await RawCall.SendAsync(server, "/medrecords.probe.Probe/Echo", RawCall.Frame(new Note()), contentType);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.HttpStatus);
    }

    [Theory]
    [InlineData("application/grpc")]
    [InlineData("application/grpc+proto")]
    [InlineData("application/grpc;charset=utf-8")]
    public async Task Is_taken_when_it_is_gRPC(string contentType)
    {
        var answer = await RawCall.SendAsync(server, "/medrecords.probe.Probe/Echo", RawCall.Frame(new Note()), contentType);
        Assert.Equal("0", answer.Trailers["grpc-status"]);
    }

    [Fact]
    public async Task Is_unavailable_when_nobody_listens()
    {
        string address;
        await using (var stopped = await ProbeServer.StartAsync())
            address = stopped.Address;
        using var channel = GrpcChannel.ForAddress(address);
        await new Probe.ProbeClient(channel).EchoAsync(new Note()).FailsWith(StatusCode.Unavailable);
    }
}
