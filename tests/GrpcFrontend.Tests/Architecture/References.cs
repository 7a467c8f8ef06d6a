using MedRecords.GrpcFrontend.Hosting;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Architecture;

public class References
{
    [Fact]
    public void Of_the_front_end_are_the_grains_interfaces_and_FHIR_alone()
    {
        var own = typeof(FrontendOptions).Assembly.GetReferencedAssemblies()
            .Select(reference => reference.Name!)
            .Where(name => name.StartsWith("MedRecords.", StringComparison.Ordinal) && !name.StartsWith("MedRecords.Bundled.", StringComparison.Ordinal));

        Assert.Equal(["MedRecords.Fhir", "MedRecords.Grains.Interfaces"], own.Order());
    }
}
