using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Import;

public sealed class ImportOnSqlite(OnSqlite backend) : ImportTests(backend), IClassFixture<OnSqlite>;

public sealed class ImportOnPostgreSql(OnPostgreSql backend) : ImportTests(backend), IClassFixture<OnPostgreSql>;

public abstract class ImportTests(Backend backend)
{
    [Fact]
    public async Task A_bundle_comes_out_equal_and_a_second_import_changes_nothing()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var office = await clinic.HireAsync(Role.RecordsOffice);
        foreach (var bundle in Bundles.Some())
        {
            var first = await ImportAsync(office, clinic.Site, bundle);
            var exported = await ExportAsync(office, first.ChartId);
            var second = await ImportAsync(office, clinic.Site, bundle);

            Assert.Equal(Bundles.Normal(bundle), Bundles.Normal(exported));
            Assert.Equal((first.Resources, 0), (first.Stored, first.Unchanged));
            Assert.Equal((first.ChartId, first.Version, 0, first.Resources), (second.ChartId, second.Version, second.Stored, second.Unchanged));
        }
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[", "truncated")]
    [InlineData("{\"resourceType\":\"Patient\",\"id\":\"p\"}", "no bundle")]
    [InlineData("not json", "no JSON")]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Observation\",\"id\":\"o\"}}]}", "no patient")]
    [InlineData("{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"a\"}},{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"b\"}}]}", "two patients")]
    public async Task A_broken_bundle_is_refused_with_a_place_and_stores_nothing(string json, string what)
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var office = await clinic.HireAsync(Role.RecordsOffice);

        var message = await Refused.WithAsync(ErrorReason.BrokenBundle, () => ImportAsync(office, clinic.Site, Encoding.UTF8.GetBytes(json)));

        Assert.True(message.Length > 20, what);
    }

    [Fact]
    public async Task A_bundle_that_breaks_late_stores_nothing()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var office = await clinic.HireAsync(Role.RecordsOffice);
        var entries = string.Join(',', Enumerable.Range(0, 500).Select(i => $$$$"""{"resource":{"resourceType":"Condition","id":"c{{{{i}}}}","subject":{"reference":"Patient/p"}}}"""));
        var start = $$$"""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Patient","id":"p","name":[{"family":"Latebreak{{{clinic.Site}}}"}]}},{{{entries}}}""";

        await Refused.WithAsync(ErrorReason.BrokenBundle, () => ImportAsync(office, clinic.Site, Encoding.UTF8.GetBytes(start)));

        Assert.Empty((await office.Patients.SearchAsync(new SearchRequest { Name = $"Latebreak{clinic.Site}" }, office.Call)).Matches);
        Assert.Equal(501, (await ImportAsync(office, clinic.Site, Encoding.UTF8.GetBytes(start + "]}"))).Stored);
    }

    [Fact]
    public async Task A_hundred_megabytes_of_nesting_are_refused()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var office = await clinic.HireAsync(Role.RecordsOffice);
        using var call = office.Charts.ImportBundle(office.Call);
        var chunk = ByteString.CopyFrom(Enumerable.Repeat((byte)'[', 1 << 20).ToArray());

        await Refused.WithAsync(ErrorReason.BrokenBundle, async () =>
        {
            try
            {
                await call.RequestStream.WriteAsync(new ImportBundleRequest { Site = clinic.Site });
                for (var i = 0; i < 100; i++)
                    await call.RequestStream.WriteAsync(new ImportBundleRequest { Chunk = chunk });
                await call.RequestStream.CompleteAsync();
            }
            catch (Exception failure) when (failure is RpcException or InvalidOperationException or IOException)
            {
                // The service may say no before everything is sent; the answer says why.
            }

            await call.ResponseAsync;
        });
    }

    [Fact]
    public async Task A_physician_may_not_import()
    {
        var clinic = await Clinic.OpenAsync(backend.Service);
        var doctor = await clinic.HireAsync(Role.Physician);

        await Refused.WithAsync(ErrorReason.NotPermitted, () => ImportAsync(doctor, clinic.Site, Bundles.Some().First()));
    }

    internal static async Task<ImportBundleResponse> ImportAsync(Person by, string site, byte[] bundle)
    {
        using var call = by.Charts.ImportBundle(by.Call);
        await call.RequestStream.WriteAsync(new ImportBundleRequest { Site = site });
        for (var start = 0; start < bundle.Length; start += 64 << 10)
            await call.RequestStream.WriteAsync(new ImportBundleRequest { Chunk = ByteString.CopyFrom(bundle, start, Math.Min(64 << 10, bundle.Length - start)) });
        await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }

    internal static async Task<byte[]> ExportAsync(Person by, string chart)
    {
        var all = new MemoryStream();
        using var call = by.Charts.ExportChart(new ExportChartRequest { ChartId = chart }, by.Call);
        await foreach (var piece in call.ResponseStream.ReadAllAsync())
            piece.Chunk.WriteTo(all);
        return all.ToArray();
    }
}

/// <summary>FHIR bundles to test with: shared ones where they are at hand, and small ones of our own.</summary>
internal static class Bundles
{
    private const int Most = 6;

    public static IEnumerable<byte[]> Some()
    {
        var shared = Shared();
        var files = shared is null ? [] : System.IO.Directory.GetFiles(shared, "*.json").Order().Take(Most);
        var own = """{"resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"urn:uuid:00000000-0000-4000-8000-00000000000a","resource":{"resourceType":"Patient","id":"SITE","name":[{"family":"Own","given":["A","B"]}]},"request":{"method":"POST","url":"Patient"}},{"resource":{"resourceType":"Observation","id":"o1","status":"final","subject":{"reference":"Patient/SITE"},"valueQuantity":{"value":1.50,"unit":"mg"},"x":{"deep":[1e400,-0.0]}}}]}""";
        return files.Select(File.ReadAllBytes).Prepend(Encoding.UTF8.GetBytes(own.Replace("SITE", Clinic.NewId(), StringComparison.Ordinal)));
    }

    /// <summary>A JSON text with members in order of name and numbers to the letter.</summary>
    public static string Normal(byte[] json) => Normal(JsonDocument.Parse(json).RootElement);

    private static string Normal(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', element.EnumerateObject().OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => $"\"{m.Name}\":{Normal(m.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(',', element.EnumerateArray().Select(Normal)) + "]",
        JsonValueKind.String => JsonSerializer.Serialize(element.GetString()),
        _ => element.GetRawText(),
    };

    private static string? Shared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", "fhir-synthea");
            if (System.IO.Directory.Exists(candidate))
                return candidate;
        }

        return null;
    }
}
