using System.Reflection;
using Google.Protobuf.Reflection;
using MedRecords.GrpcFrontend.Hosting;

namespace MedRecords.GrpcFrontend.Tests.Server;

/// <summary>Every method of every service of ours.</summary>
public static class Methods
{
    // Found in the assembly, so that a method added tomorrow is tried without anyone adding it here.
    public static MethodDescriptor[] All { get; } =
    [
        .. from type in typeof(FrontendOptions).Assembly.GetTypes()
           let property = type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)
           where property?.PropertyType == typeof(FileDescriptor)
           from service in ((FileDescriptor)property.GetValue(null)!).Services
           from method in service.Methods
           select method,
    ];
}
