namespace MedRecords.ReferenceModel.Tests.Compare;

/// <summary>What the model is made of.</summary>
public sealed class References
{
    [Fact]
    public void Of_the_model_are_the_messages_alone() =>
        Assert.Equal(
            ["MedRecords.Grains.Interfaces"],
            typeof(Reference).Assembly.GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith("MedRecords.", StringComparison.Ordinal)));
}
