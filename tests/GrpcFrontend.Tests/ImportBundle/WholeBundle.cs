using MedRecords.Grains.Interfaces.Patients;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.ImportBundle;

public class WholeBundle
{
    [Fact]
    public async Task Is_recorded_in_batches_in_its_order()
    {
        await using var server = await Importing.StartAsync();
        var observations = Enumerable.Range(0, 450).Select(number => Importing.Observation(number));

        var response = await server.ImportAsync(Importing.Bundle([Importing.Patient, .. observations]));

        Assert.Equal(new() { ChartId = Samples.ChartId, Version = 451, Resources = 451, Stored = 448, Unchanged = 3 }, response);
        Assert.Equal([200, 200, 51], server.Imported().Select(batch => batch.Entries.Count));
        Assert.All(server.Imported(), batch => Assert.Equal("ward-3", batch.Site));
        var ids = server.Imported().SelectMany(batch => batch.Entries).Select(entry => entry.Source.ResourceId);
        Assert.Equal(["p1", .. Enumerable.Range(0, 450).Select(number => $"o{number}")], ids);
    }

    [Fact]
    public async Task Goes_in_batches_of_bounded_size()
    {
        await using var server = await Importing.StartAsync();
        var large = Enumerable.Range(0, 5).Select(number => Importing.Observation(number, new string('x', 400_000)));

        await server.ImportAsync(Importing.Bundle([Importing.Patient, .. large]), pieceBytes: 100_000);

        Assert.All(server.Imported(), batch => Assert.InRange(batch.Entries.Sum(entry => entry.CalculateSize()), 1, 1 << 20));
        Assert.Equal(6, server.Imported().Sum(batch => batch.Entries.Count));
    }

    [Fact]
    public async Task Begins_with_the_patient_wherever_it_stands()
    {
        await using var server = await Importing.StartAsync();

        await server.ImportAsync(Importing.Bundle(Importing.Observation(1), Importing.Observation(2), Importing.Patient, Importing.Observation(3)));

        var entries = server.Imported().Single().Entries;
        Assert.Equal(EntryContent.DetailOneofCase.Demographics, entries[0].DetailCase);
        Assert.Equal(["p1", "o1", "o2", "o3"], entries.Select(entry => entry.Source.ResourceId));
    }

    [Fact]
    public async Task Passes_through_a_file_where_it_is_large()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("spool-");
        await using var server = await Importing.StartAsync(new() { SpoolMemoryBytes = 1 << 17, SpoolFolder = folder.FullName });
        var observations = Enumerable.Range(0, 100).Select(number => Importing.Observation(number, new string('x', 20_000)));

        var response = await server.ImportAsync(Importing.Bundle([Importing.Patient, .. observations]), pieceBytes: 70_000);

        Assert.Equal(101, response.Resources);
        Assert.Empty(folder.GetFiles());
        folder.Delete();
    }

    [Theory]
    [InlineData(""" "identifier":[{"system":"urn:mrn","value":"4711"}],"id":"p1" """, "urn:mrn|4711")]
    [InlineData(""" "id":"p1" """, "ward-3|Patient/p1")]
    public async Task Finds_the_chart_by_what_no_other_patient_has(string identity, string expected)
    {
        await using var server = await Importing.StartAsync();

        await server.ImportAsync(Importing.Bundle($$"""{"resourceType":"Patient",{{identity}}}"""));

        Assert.Equal([expected], server.Grains.Patients.Arguments<string>(nameof(IPatientsGrain.LocateAsync)));
    }
}
