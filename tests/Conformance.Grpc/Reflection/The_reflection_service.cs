using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using MedRecords.Conformance.Grpc.Server;
using Xunit;
using Alpha = Grpc.Reflection.V1Alpha;

namespace MedRecords.Conformance.Grpc.Reflection;

public sealed class The_reflection_service(ProbeServer server) : IClassFixture<ProbeServer>
{
    [Fact]
    public async Task Lists_the_services()
    {
        var answer = await AskAsync(new ServerReflectionRequest { ListServices = "*" });
        var names = answer.ListServicesResponse.Service.Select(service => service.Name);
        Assert.Contains("medrecords.probe.Probe", names);
        Assert.Contains("grpc.health.v1.Health", names);
        Assert.Contains("grpc.reflection.v1.ServerReflection", names);
        Assert.Contains("grpc.reflection.v1alpha.ServerReflection", names);
    }

    [Theory]
    [InlineData("medrecords.probe.Probe")]
    [InlineData("medrecords.probe.Probe.Echo")]
    [InlineData("medrecords.probe.Note")]
    public async Task Describes_a_symbol(string symbol)
    {
        var answer = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = symbol });
        AssertProbe(answer.FileDescriptorResponse.FileDescriptorProto);
    }

    [Fact]
    public async Task Describes_a_nested_type()
    {
        var answer = await AskAsync(new ServerReflectionRequest { FileContainingSymbol = "grpc.health.v1.HealthCheckResponse.ServingStatus" });
        Assert.Contains(answer.FileDescriptorResponse.FileDescriptorProto, file => FileDescriptorProto.Parser.ParseFrom(file).Package == "grpc.health.v1");
    }

    [Fact]
    public async Task Gives_a_file_by_its_name()
    {
        var answer = await AskAsync(new ServerReflectionRequest { FileByFilename = "probe.proto" });
        AssertProbe(answer.FileDescriptorResponse.FileDescriptorProto);
    }

    [Fact]
    public async Task Does_not_find_what_is_not_there()
    {
        Assert.Equal((int)StatusCode.NotFound, (await AskAsync(new ServerReflectionRequest { FileContainingSymbol = "nothing" })).ErrorResponse.ErrorCode);
        Assert.Equal((int)StatusCode.NotFound, (await AskAsync(new ServerReflectionRequest { FileByFilename = "nothing.proto" })).ErrorResponse.ErrorCode);
    }

    [Fact]
    public async Task Answers_many_questions_over_one_stream()
    {
        using var call = new ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();
        for (var i = 0; i < 3; i++)
        {
            await call.RequestStream.WriteAsync(new ServerReflectionRequest { FileContainingSymbol = "medrecords.probe.Note" }).Within();
            Assert.True(await call.ResponseStream.MoveNext(default).Within());
            AssertProbe(call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto);
        }
    }

    [Fact]
    public async Task Answers_in_its_alpha_version_too()
    {
        using var call = new Alpha.ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new Alpha.ServerReflectionRequest { FileContainingSymbol = "medrecords.probe.Probe" }).Within();
        Assert.True(await call.ResponseStream.MoveNext(default).Within());
        AssertProbe(call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto);
        await call.RequestStream.CompleteAsync().Within();
    }

    private static void AssertProbe(IEnumerable<ByteString> files) =>
        Assert.Contains(files, file => FileDescriptorProto.Parser.ParseFrom(file).Service.Any(service => service.Name == "Probe"));

    private async Task<ServerReflectionResponse> AskAsync(ServerReflectionRequest question)
    {
        using var call = new ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(question).Within();
        await call.RequestStream.CompleteAsync().Within();
        return Assert.Single(await call.ResponseStream.ToListAsync());
    }
}
