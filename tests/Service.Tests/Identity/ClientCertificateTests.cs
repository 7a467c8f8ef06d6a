using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Identity;

/// <summary>A service that speaks TLS and knows programs by the certificates that they show.</summary>
public sealed class ClientCertificateTests(ClientCertificateTests.Place place) : IClassFixture<ClientCertificateTests.Place>
{
    [Fact]
    public async Task That_is_registered_needs_no_token()
    {
        var clinic = await Clinic.OpenAsync(place.Service);
        using var certificate = place.Authority.ForClient("laboratory");
        await RegisterAsync(clinic, certificate);
        await clinic.OpenChartAsync(await clinic.HireAsync(Role.Physician), "Certain");

        var found = await SearchAsync(place.Authority, certificate);

        Assert.Single(found.Matches);
    }

    [Fact]
    public async Task That_is_registered_no_more_is_refused_at_once()
    {
        var clinic = await Clinic.OpenAsync(place.Service);
        using var certificate = place.Authority.ForClient("formerly");
        var user = await RegisterAsync(clinic, certificate);
        await SearchAsync(place.Authority, certificate);

        await clinic.Admin.Directory.SetEnabledAsync(new SetEnabledRequest { User = user, Enabled = false }, clinic.Admin.Call);

        await Refused.WithAsync(ErrorReason.NotSignedIn, () => SearchAsync(place.Authority, certificate));
    }

    [Fact]
    public async Task That_nobody_registered_is_refused()
    {
        using var certificate = place.Authority.ForClient("nobody knows");

        await Refused.WithAsync(ErrorReason.NotSignedIn, () => SearchAsync(place.Authority, certificate));
    }

    [Fact]
    public async Task No_certificate_and_no_token_is_refused() =>
        await Refused.WithAsync(ErrorReason.NotSignedIn, () => SearchAsync(place.Authority, certificate: null));

    [Fact]
    public async Task Of_another_authority_is_refused_by_TLS_though_registered()
    {
        using var other = new Authority("another authority");
        using var certificate = other.ForClient("stranger");
        await RegisterAsync(await Clinic.OpenAsync(place.Service), certificate);

        await AssertNoConnectionAsync(() => SearchAsync(place.Authority, certificate));
    }

    [Fact]
    public async Task That_has_expired_is_refused_by_TLS_though_registered()
    {
        using var certificate = place.Authority.ForClientOfYesterday("late");
        await RegisterAsync(await Clinic.OpenAsync(place.Service), certificate);

        await AssertNoConnectionAsync(() => SearchAsync(place.Authority, certificate));
    }

    [Fact]
    public async Task A_client_that_does_not_trust_the_server_sends_nothing()
    {
        using var other = new Authority("another authority");

        await AssertNoConnectionAsync(() => SearchAsync(other, certificate: null));
    }

    [Fact]
    public async Task A_client_without_TLS_is_refused()
    {
        using var channel = GrpcChannel.ForAddress(place.Service.Address.Replace("https", "http", StringComparison.Ordinal));

        await AssertNoConnectionAsync(() => SearchAsync(channel));
    }

    private async Task<SearchResponse> SearchAsync(Authority trusted, X509Certificate2? certificate)
    {
        using var channel = trusted.Connect(place.Service.Address, certificate);
        return await SearchAsync(channel);
    }

    private static async Task<SearchResponse> SearchAsync(GrpcChannel channel) => await new V1.Patients.PatientsClient(channel).SearchAsync(
        new SearchRequest { Name = "Certain" }, deadline: DateTime.UtcNow.AddSeconds(30));

    private static async Task<string> RegisterAsync(Clinic clinic, X509Certificate2 certificate)
    {
        var user = $"application-{Guid.NewGuid():N}";
        await clinic.Admin.Directory.AddApplicationAsync(
            new AddApplicationRequest
            {
                User = user,
                DisplayName = "A program",
                Assignments = { new Assignment { Site = clinic.Site, Role = Role.Application } },
                CertificateSha256 = certificate.GetCertHashString(HashAlgorithmName.SHA256),
            },
            clinic.Admin.Call);
        return user;
    }

    private static async Task AssertNoConnectionAsync(Func<Task> call)
    {
        var (status, reason, _) = await Refused.ReasonAsync(call);
        Assert.Empty(reason); // It comes from the transport: no call got as far as the service.
        Assert.Contains(status, new[] { StatusCode.Unavailable, StatusCode.Internal });
    }

    /// <summary>The service and its authority.</summary>
    public sealed class Place : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public Authority Authority { get; } = new("the clinic's authority");

        public ServiceProcess Service { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            using var certificate = Authority.ForServer();
            var server = Write("server.pem", certificate.ExportCertificatePem());
            var key = Write("server.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
            var authority = Write("authority.pem", Authority.Pem);
            Service = await ServiceProcess.StartAsync(
                _folder.Path, "sqlite", "--tls-certificate", server, "--tls-key", key, "--client-authority", authority);
            Service.Channel = Authority.Connect(Service.Address);
        }

        public async Task DisposeAsync()
        {
            await Service.DisposeAsync();
            Authority.Dispose();
            _folder.Dispose();
        }

        private string Write(string name, string text)
        {
            var path = Path.Combine(_folder.Path, name);
            File.WriteAllText(path, text);
            return path;
        }
    }
}
