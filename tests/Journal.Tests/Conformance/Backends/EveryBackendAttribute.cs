using System.Reflection;
using Xunit.Sdk;

namespace MedRecords.Journal.Tests.Conformance;

/// <summary>Runs a test once for each backend; a test that leaves one out says why.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryBackendAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Place.Names.Select(name => new object[] { name });
}
