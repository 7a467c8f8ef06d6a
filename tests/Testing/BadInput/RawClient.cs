using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace MedRecords.Testing.BadInput;

/// <summary>Sends calls as bare HTTP/2 requests, so that everything about them can be wrong.</summary>
/// <param name="address">The service, "http://host:port".</param>
internal sealed partial class RawClient(Uri address) : IDisposable
{
    // What a stream answers is read no further.
    private const int EnoughBytes = 64 * 1024;
    private const string DetailsTrailer = "grpc-status-details-bin";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { EnableMultipleHttp2Connections = true, UseProxy = false, AllowAutoRedirect = false });

    /// <summary>Sends a call and waits for its end.</summary>
    /// <param name="call">The call.</param>
    /// <param name="token">The caller's token; null for none.</param>
    public async Task<Ending> SendAsync(BadCall call, string? token)
    {
        using var late = new CancellationTokenSource(Patience);
        try
        {
            using var request = RequestOf(call, token);
            using var response = await _http.SendAsync(request, late.Token);
            var body = await ReadAsync(response, late.Token);
            return EndingOf(response, body);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return new Ending(0, null, failure is OperationCanceledException ? "it takes too long" : failure.GetBaseException().Message, string.Empty);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage RequestOf(BadCall call, string? token)
    {
        var headers = new Dictionary<string, string?> { ["te"] = "trailers", ["grpc-timeout"] = "30S", ["authorization"] = token is null ? null : $"Bearer {token}" };
        foreach (var (name, value) in call.Headers)
            headers[name] = value;
        var request = new HttpRequestMessage(call.Verb, new Uri(address, call.Path)) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        if (call.Verb != HttpMethod.Get)
            request.Content = new ByteArrayContent(call.Body);
        if (call.ContentType is { } type)
            request.Content?.Headers.TryAddWithoutValidation("content-type", type);
        foreach (var (name, value) in headers)
        {
            if (value is not null)
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var read = new MemoryStream();
        var buffer = new byte[8192];
        for (int count; read.Length < EnoughBytes && (count = await stream.ReadAsync(buffer, cancellation)) > 0;)
            read.Write(buffer, 0, count);
        return read.ToArray();
    }

    private static Ending EndingOf(HttpResponseMessage response, byte[] body)
    {
        var status = Find(response, "grpc-status") is { } text && int.TryParse(text, CultureInfo.InvariantCulture, out var code) ? code : (int?)null;
        // A stream that was not read to its end was being carried out.
        if (status is null && body.Length >= EnoughBytes)
            status = 0;
        return new Ending((int)response.StatusCode, status, Uri.UnescapeDataString(Find(response, "grpc-message") ?? string.Empty), ReasonOf(response))
        {
            Body = body,
            Details = Find(response, DetailsTrailer) ?? string.Empty,
        };
    }

    // The reason is the one word of its form in the details, which saves knowing their messages.
    private static string ReasonOf(HttpResponseMessage response)
    {
        var details = Find(response, DetailsTrailer) ?? string.Empty;
        var bytes = Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '='));
        return ReasonWord().Match(Encoding.Latin1.GetString(bytes)).Value;
    }

    [GeneratedRegex("ERROR_REASON_[A-Z_]+")]
    private static partial Regex ReasonWord();

    private static string? Find(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var last) || response.Headers.TryGetValues(name, out last) ? last.First() : null;
}
