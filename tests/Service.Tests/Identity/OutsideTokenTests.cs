using System.Text.Json.Nodes;
using Grpc.Core;
using MedRecords.Service.Tests.Support;
using MedRecords.V1;

namespace MedRecords.Service.Tests.Identity;

/// <summary>A service that takes the tokens of an OpenID Connect issuer.</summary>
public sealed class OutsideTokenTests(OutsideTokenTests.Place place) : IClassFixture<OutsideTokenTests.Place>
{
    [Fact]
    public async Task For_an_account_that_is_here_is_taken_until_the_account_is_disabled()
    {
        var clinic = await Clinic.OpenAsync(place.Service);
        var nurse = await clinic.HireAsync(Role.Nurse);
        var token = place.Issuer.Key.Sign(place.Issuer.Claims(nurse.User));

        await SearchAsync(token);
        await clinic.Admin.Directory.SetEnabledAsync(new SetEnabledRequest { User = nurse.User, Enabled = false }, clinic.Admin.Call);

        await Refused.WithAsync(ErrorReason.NotSignedIn, () => SearchAsync(token));
    }

    [Theory]
    [InlineData("aud", "another service")]
    [InlineData("aud", null)]
    [InlineData("iss", "http://127.0.0.1:1")]
    [InlineData("iss", "medrecords")]
    [InlineData("iss", null)]
    [InlineData("exp", 1_700_000_000L)]
    [InlineData("exp", null)]
    [InlineData("nbf", 32_000_000_000L)]
    [InlineData("preferred_username", "nobody-here")]
    [InlineData("preferred_username", "")]
    [InlineData("preferred_username", null)]
    public async Task With_another_claim_is_refused(string claim, object? value)
    {
        var claims = place.Issuer.Claims(place.User);
        claims.Remove(claim);
        if (value is not null)
            claims[claim] = JsonValue.Create(value);

        await AssertRefusedAsync(place.Issuer.Key.Sign(claims));
    }

    [Fact]
    public async Task With_another_signature_is_refused()
    {
        var claims = place.Issuer.Claims(place.User);

        await AssertRefusedAsync(SigningKey.Unsigned(claims));
        await AssertRefusedAsync(new SigningKey().Sign(claims, place.Issuer.Key.Id));
        await AssertRefusedAsync(place.Issuer.Key.SignWithPublicKey(claims));
        await AssertRefusedAsync(place.Issuer.Key.Sign(claims)[..^8]);
    }

    [Fact]
    public async Task With_a_new_key_is_taken_and_with_the_old_one_no_more()
    {
        var old = place.Issuer.Key;
        await SearchAsync(old.Sign(place.Issuer.Claims(place.User)));

        place.Issuer.ChangeKey();

        await SearchAsync(place.Issuer.Key.Sign(place.Issuer.Claims(place.User)));
        var claims = place.Issuer.Claims(place.User);
        claims["jti"] = "a token not seen before";
        await AssertRefusedAsync(old.Sign(claims));
        await AssertRefusedAsync(new SigningKey().Sign(claims));
    }

    private async Task AssertRefusedAsync(string token)
    {
        var (status, reason, message) = await Refused.ReasonAsync(() => SearchAsync(token));
        Assert.Equal((StatusCode.Unauthenticated, Refused.OriginalName(ErrorReason.NotSignedIn)), (status, reason));
        Assert.DoesNotContain(token.Split('.')[1], message, StringComparison.Ordinal);
    }

    private async Task SearchAsync(string token) => await new V1.Patients.PatientsClient(place.Service.Channel).SearchAsync(
        new SearchRequest { Name = "Example" }, new Metadata { { "authorization", $"Bearer {token}" } }, DateTime.UtcNow.AddSeconds(30));

    /// <summary>The service, its issuer and a nurse.</summary>
    public sealed class Place : IAsyncLifetime
    {
        private readonly TemporaryFolder _folder = new();

        public Issuer Issuer { get; private set; } = null!;

        /// <summary>Someone who has an account.</summary>
        public string User { get; private set; } = string.Empty;

        public ServiceProcess Service { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Issuer = await Issuer.StartAsync();
            Service = await ServiceProcess.StartAsync(_folder.Path, "sqlite", "--oidc-authority", Issuer.Address, "--oidc-audience", Issuer.Audience);
            User = (await (await Clinic.OpenAsync(Service)).HireAsync(Role.Nurse)).User;
        }

        public async Task DisposeAsync()
        {
            await Service.DisposeAsync();
            await Issuer.DisposeAsync();
            _folder.Dispose();
        }
    }
}
