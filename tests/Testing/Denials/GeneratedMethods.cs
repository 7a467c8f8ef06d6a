using System.Reflection;
using Google.Protobuf.Reflection;

namespace MedRecords.Testing.Denials;

/// <summary>The API's methods, found in generated code, so that one added tomorrow is found by itself.</summary>
public static class GeneratedMethods
{
    private const string Package = "medrecords.v1";

    /// <summary>Every method of every service of the API in an assembly.</summary>
    public static IReadOnlyList<MethodDescriptor> In(Assembly assembly) =>
    [
        .. from type in assembly.GetTypes()
           let property = type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)
           where property?.PropertyType == typeof(FileDescriptor)
           let file = (FileDescriptor)property.GetValue(null)!
           where file.Package == Package
           from service in file.Services
           from method in service.Methods
           select method,
    ];

    /// <summary>A method's path, as "/package.Service/Method".</summary>
    public static string PathOf(MethodDescriptor method) => $"/{method.Service.FullName}/{method.Name}";
}
