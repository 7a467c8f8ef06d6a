using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace MedRecords.Grains.Accounts;

/// <summary>
/// What an OpenID Connect issuer publishes of itself, with its keys: asked for at the first token, twice a
/// day, and when a token names a key that is not known. While the issuer does not answer, what is known stays.
/// </summary>
internal sealed partial class IssuerDocument : IDisposable
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(12);

    /// <summary>Time between questions, so that made-up tokens do not make a storm of them.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>How long a caller waits for the issuer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly HttpClient _http = new() { Timeout = Patience };
    private readonly HttpDocumentRetriever _documents;
    private readonly OpenIdConnectConfigurationRetriever _retriever = new();
    private readonly string _address;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private volatile OpenIdConnectConfiguration? _known;
    private DateTimeOffset _oldAt;
    private DateTimeOffset _mayAskAt;

    public IssuerDocument(string authority, TimeProvider time, ILogger log)
    {
        _address = authority.TrimEnd('/') + "/.well-known/openid-configuration";
        _documents = new HttpDocumentRetriever(_http) { RequireHttps = !new Uri(authority).IsLoopback };
        _time = time;
        _log = log;
    }

    /// <summary>The document as known here; null where the issuer could not be asked yet.</summary>
    public async Task<OpenIdConnectConfiguration?> ReadAsync()
    {
        var known = _known;
        return known is not null && _time.GetUtcNow() < _oldAt ? known : await RenewAsync(known);
    }

    /// <summary>A newer document than the one that lacks something; the same where it is too early to ask again.</summary>
    public async Task<OpenIdConnectConfiguration?> RenewAsync(OpenIdConnectConfiguration? lacking)
    {
        await _gate.WaitAsync();
        try
        {
            // Whoever waited for another's answer takes that.
            if (!ReferenceEquals(_known, lacking) || _time.GetUtcNow() < _mayAskAt)
                return _known;
            await AskAsync();
            return _known;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _gate.Dispose();
        _http.Dispose();
    }

    private async Task AskAsync()
    {
        var isFirst = _known is null;
        _mayAskAt = _time.GetUtcNow() + Pause;
        try
        {
            _known = await ((IConfigurationRetriever<OpenIdConnectConfiguration>)_retriever).GetConfigurationAsync(_address, _documents, CancellationToken.None);
            _oldAt = _time.GetUtcNow() + MaxAge;
            // The first question was not for want of a key: a key that changes now is asked for at once.
            if (isFirst)
                _mayAskAt = default;
        }
        catch (Exception failure)
        {
            LogSilent(_log, failure.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The OpenID Connect issuer could not be asked for its keys ({Failure}). Tokens signed with keys that are not known yet are refused.")]
    private static partial void LogSilent(ILogger log, string failure);
}
