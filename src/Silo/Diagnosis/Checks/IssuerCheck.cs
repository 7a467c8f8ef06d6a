using System.Runtime.CompilerServices;
using System.Text.Json;
using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis.Checks;

/// <summary>Whether the OpenID Connect issuer can be asked for its keys from here (OpenID Connect Discovery 1.0, section 4).</summary>
internal sealed class IssuerCheck() : Check("issuer")
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public override async IAsyncEnumerable<Finding> RunAsync(Examination subject, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var authority = subject.Settings.OidcAuthority;
        if (authority.Length == 0)
            yield break;
        var problem = Uri.TryCreate($"{authority.TrimEnd('/')}/.well-known/openid-configuration", UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? await AskAsync(address, authority, cancellation)
            : "is no address";
        yield return problem is null
            ? Ok("The OpenID Connect issuer answers, and names itself as expected.")
            : Error($"The OpenID Connect issuer {problem}, so its tokens are refused.", "See that --oidc-authority is right and can be reached from here.");
    }

    private static async Task<string?> AskAsync(Uri address, string authority, CancellationToken cancellation)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var document = JsonDocument.Parse(await http.GetStringAsync(address, cancellation));
            var named = document.RootElement.TryGetProperty("issuer", out var issuer) ? issuer.GetString() : null;
            if (named?.TrimEnd('/') != authority.TrimEnd('/'))
                return "names itself otherwise";
            return document.RootElement.TryGetProperty("jwks_uri", out _) ? null : "does not say where its keys are";
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            return failure is JsonException or InvalidOperationException ? "answers something else" : "does not answer";
        }
    }
}
