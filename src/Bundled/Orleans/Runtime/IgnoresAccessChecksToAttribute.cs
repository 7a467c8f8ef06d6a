namespace System.Runtime.CompilerServices;

/// <summary>Lets an emitted assembly use internal types, such as internal grain interfaces; the runtime knows this attribute by its name.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
