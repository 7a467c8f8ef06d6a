using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Reflection.V1;

namespace MedRecords.Testing.BadInput;

/// <summary>Asks a running service which methods it has, so that one added tomorrow is found by itself.</summary>
internal static class Reflection
{
    private const string Path = "/grpc.reflection.v1.ServerReflection/ServerReflectionInfo";

    /// <summary>Every method of every service.</summary>
    public static async Task<IReadOnlyList<ServiceMethod>> ReadAsync(RawClient client)
    {
        var services = (await AskAsync(client, new ServerReflectionRequest { ListServices = "*" })).ListServicesResponse.Service.Select(service => service.Name).ToList();
        var files = new Dictionary<string, FileDescriptorProto>();
        foreach (var service in services)
            await TakeAsync(client, new ServerReflectionRequest { FileContainingSymbol = service }, files);
        return
        [
            .. from file in FileDescriptor.BuildFromByteStrings(InOrder(files).Select(file => file.ToByteString()))
               from service in file.Services
               where services.Contains(service.FullName)
               from method in service.Methods
               select new ServiceMethod($"/{service.FullName}/{method.Name}", method.InputType, method.IsClientStreaming, method.IsServerStreaming),
        ];
    }

    private static async Task TakeAsync(RawClient client, ServerReflectionRequest request, Dictionary<string, FileDescriptorProto> files)
    {
        foreach (var bytes in (await AskAsync(client, request)).FileDescriptorResponse.FileDescriptorProto)
        {
            var file = FileDescriptorProto.Parser.ParseFrom(bytes);
            files.TryAdd(file.Name, file);
        }

        foreach (var missing in files.Values.SelectMany(file => file.Dependency).Except(files.Keys).ToList())
            await TakeAsync(client, new ServerReflectionRequest { FileByFilename = missing }, files);
    }

    /// <summary>Each file after those that it builds on.</summary>
    private static List<FileDescriptorProto> InOrder(Dictionary<string, FileDescriptorProto> files)
    {
        var order = new List<FileDescriptorProto>();
        foreach (var name in files.Keys)
            Add(name);
        return order;

        void Add(string name)
        {
            if (order.Exists(file => file.Name == name))
                return;
            foreach (var dependency in files[name].Dependency)
                Add(dependency);
            order.Add(files[name]);
        }
    }

    private static async Task<ServerReflectionResponse> AskAsync(RawClient client, ServerReflectionRequest request)
    {
        var ending = await client.SendAsync(new BadCall("none", Path, Frames.Of(request.ToByteArray())), token: null);
        return ending.IsOk
            ? ServerReflectionResponse.Parser.ParseFrom(Frames.Read(ending.Body).First())
            : throw new InvalidOperationException($"The service does not say which methods it has: {ending.Message}");
    }
}
