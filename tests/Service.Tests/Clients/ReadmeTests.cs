using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Clients;

/// <summary>The programs of the README, run as they are against a service such as ./run --demo starts.</summary>
public sealed class ReadmeTests(ReadmeTests.Place place) : IClassFixture<ReadmeTests.Place>
{
    private const string NoSuchChart = "00000000-0000-8100-8000-000000000000";

    [Fact]
    public async Task CSharp_opens_a_chart_and_writes_a_note()
    {
        using var folder = new ClientFolder();
        folder.Write("Program.cs", Readme.Block("csharp", place.Address));
        folder.Write("Example.csproj", Project(Readme.Block("xml", place.Address)));

        var (built, messages) = await folder.RunAsync("dotnet build --nologo -v quiet -nodeReuse:false -o out");
        Assert.True(built == 0, messages);
        var (exitCode, output) = await folder.RunAsync("""dotnet exec out/Example.dll "$1" """, place.Password);

        Assert.True(exitCode == 0, output);
        Assert.Matches(@"^Entries \d+, chart at version \d+\.\n", output);
        Assert.Contains("3 Note Final", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Python_writes_a_note()
    {
        using var folder = new ClientFolder();
        folder.Write("example.py", Readme.Block("python", place.Address));
        // Debian's way: it works without a package index.
        var (made, messages) = await folder.RunAsync(
            "mkdir client && protoc --plugin=protoc-gen-grpc_python=$(command -v grpc_python_plugin) -I protos --python_out=client --grpc_python_out=client protos/medrecords/v1/*.proto");
        Assert.True(made == 0, "Install protobuf-compiler, protobuf-compiler-grpc and libprotobuf-dev. " + messages);

        var (exitCode, output) = await folder.RunAsync(
            """PYTHONPATH=client $(ls /usr/bin/python3 || command -v python3) example.py "$1" "$2" """, await place.OpenChartAsync(), place.Password);

        Assert.True(exitCode == 0, "Install python3-grpcio. " + output);
        Assert.Matches(@"^entries \[\d+\] version \d+\n$", output);
    }

    [Fact]
    public async Task Node_writes_a_note_and_tells_a_refusal_by_its_reason()
    {
        using var folder = new ClientFolder();
        folder.Link("node_modules", "tests/Clients/node/node_modules");
        folder.Write("example.mjs", Readme.Block("js", place.Address));

        var (exitCode, output) = await folder.RunAsync("""node example.mjs "$1" "$2" """, await place.OpenChartAsync(), place.Password);
        var (refused, errors) = await folder.RunAsync("""node example.mjs "$1" "$2" """, NoSuchChart, place.Password);

        Assert.True(exitCode == 0, "Run npm ci in tests/Clients/node. " + output);
        Assert.Matches(@"^entries \[ '\d+' \] version \d+\n$", output);
        Assert.Equal(1, refused);
        Assert.StartsWith("5 ERROR_REASON_NOT_FOUND ", errors, StringComparison.Ordinal);
    }

    /// <summary>What "dotnet new console" makes, with the README's packages; on the bundled stack its client instead of NuGet's.</summary>
    private static string Project(string packages)
    {
        var client = $"""<Reference Include="{Path.Combine(AppContext.BaseDirectory, "MedRecords.Bundled.Grpc.dll")}" /><FrameworkReference Include="Microsoft.AspNetCore.App" />""";
        if (Readme.Stack == "Bundled")
            packages = string.Join('\n', packages.Split('\n').Select(line => line.Contains("\"Grpc.Net.Client\"", StringComparison.Ordinal) ? client : line));
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
            {packages}
            </Project>
            """;
    }

    /// <summary>A service with the demonstration's site and physician.</summary>
    public sealed class Place : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();
        private ServiceProcess _service = null!;
        private Person _physician = null!;

        public string Address => _service.Address;

        public string Password => "a password for the samples";

        public async Task InitializeAsync()
        {
            _service = await ServiceProcess.StartAsync(_folder.Path);
            var admin = await Person.SignInAsync(_service, "admin", ServiceProcess.AdminPassword);
            await admin.Directory.AddSiteAsync(new AddSiteRequest { Site = new Site { Id = "riverside", Name = "Riverside Hospital" } }, admin.Call);
            await admin.Directory.AddStaffAsync(
                new AddStaffRequest
                {
                    User = "demo-physician",
                    DisplayName = "Demo physician",
                    Password = Password,
                    KeepPassword = true,
                    Assignments = { new Assignment { Site = "riverside", Role = Role.Physician } },
                },
                admin.Call);
            _physician = await Person.SignInAsync(_service, "demo-physician", Password);
        }

        public async Task<string> OpenChartAsync()
        {
            var request = new OpenChartRequest { OperationId = Clinic.NewId(), Site = "riverside", Demographics = Samples.Patient("Sample") };
            return (await _physician.Charts.OpenChartAsync(request, _physician.Call)).ChartId;
        }

        public async Task DisposeAsync()
        {
            await _service.DisposeAsync();
            _folder.Dispose();
        }
    }
}
