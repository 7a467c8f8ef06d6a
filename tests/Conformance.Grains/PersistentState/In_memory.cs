namespace MedRecords.Conformance.Grains.PersistentState;

public sealed class In_memory : PagesTests
{
    protected override Task<GrainHost> StartAsync() => GrainHost.StartAsync(silo => silo.AddMemoryGrainStorage("Pages"));
}
