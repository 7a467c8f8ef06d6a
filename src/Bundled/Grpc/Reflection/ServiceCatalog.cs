using Google.Protobuf.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Routing;
using Request = Grpc.Reflection.V1.ServerReflectionRequest;

namespace Grpc.Reflection;

/// <summary>The mapped services and the files that declare them, gathered when first asked for.</summary>
internal sealed class ServiceCatalog(EndpointDataSource endpoints)
{
    private readonly Lazy<List<ServiceDescriptor>> _services = new(() => [.. endpoints.Endpoints
        .Select(endpoint => endpoint.Metadata.GetMetadata<ServiceMetadata>()?.Service).OfType<Type>().Distinct()
        // By the generated class around its base: a service may be bound by a method of another one.
        .Select(service => service.BaseType!.DeclaringType!.GetProperty("Descriptor")!.GetValue(null)).Cast<ServiceDescriptor>()]);

    private IEnumerable<FileDescriptor> Files => WithImports(_services.Value.Select(service => service.File));

    public ServerReflectionResponse Answer(Request request) => request.MessageRequestCase switch
    {
        Request.MessageRequestOneofCase.ListServices => new()
        {
            ListServicesResponse = new() { Service = { _services.Value.Select(service => new ServiceResponse { Name = service.FullName }) } },
        },
        Request.MessageRequestOneofCase.FileByFilename => Describe(Files.FirstOrDefault(file => file.Name == request.FileByFilename)),
        Request.MessageRequestOneofCase.FileContainingSymbol => Describe(Files.FirstOrDefault(file => Declares(file, request.FileContainingSymbol))),
        _ => Refuse(StatusCode.Unimplemented, "This question is not supported."),
    };

    private static ServerReflectionResponse Describe(FileDescriptor? file) => file is null
        ? Refuse(StatusCode.NotFound, "There is no such file or symbol.")
        : new() { FileDescriptorResponse = new() { FileDescriptorProto = { WithImports([file]).Select(needed => needed.SerializedData) } } };

    private static ServerReflectionResponse Refuse(StatusCode code, string message) =>
        new() { ErrorResponse = new() { ErrorCode = (int)code, ErrorMessage = message } };

    private static IEnumerable<FileDescriptor> WithImports(IEnumerable<FileDescriptor> files) =>
        files.SelectMany(file => WithImports(file.Dependencies).Prepend(file)).DistinctBy(file => file.Name);

    private static bool Declares(FileDescriptor file, string symbol) =>
        file.EnumTypes.Any(type => type.FullName == symbol)
        || file.MessageTypes.Any(type => Declares(type, symbol))
        || file.Services.Any(service => service.FullName == symbol || service.Methods.Any(method => method.FullName == symbol));

    private static bool Declares(MessageDescriptor type, string symbol) =>
        type.FullName == symbol || type.EnumTypes.Any(inner => inner.FullName == symbol) || type.NestedTypes.Any(inner => Declares(inner, symbol));
}
