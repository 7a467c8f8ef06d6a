using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>SHA-256 of what a caller identifies itself with, so that no memory of callers holds a usable token.</summary>
internal readonly record struct Credential(CredentialKind Kind, UInt128 High, UInt128 Low)
{
    private const int MaxTokenLength = 8192;
    private const string Scheme = "Bearer ";

    // What RFC 6750 allows in a bearer token, and ":" for issuers that take liberties.
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/=:");

    /// <summary>What a request shows: its token or, where it has none, its connection's certificate; null where neither is there.</summary>
    public static Credential? ShownBy(HttpContext http)
    {
        var authorization = http.Request.Headers.Authorization;
        if (authorization.Count == 0)
            return http.Connection.ClientCertificate is { } certificate ? OfCertificate(certificate) : null;
        var token = authorization.Count == 1 ? TokenIn(authorization.ToString()) : default;
        return token.IsEmpty ? null : OfToken(token);
    }

    /// <summary>The token in an authorization header; empty where it holds none that could be one.</summary>
    public static ReadOnlySpan<char> TokenIn(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return default;
        var token = header.AsSpan(Scheme.Length).Trim(' ');
        return token.Length > MaxTokenLength || token.ContainsAnyExcept(TokenCharacters) ? default : token;
    }

    /// <summary>Names a token.</summary>
    public static Credential OfToken(ReadOnlySpan<char> token)
    {
        Span<byte> ascii = stackalloc byte[token.Length <= 1024 ? 1024 : MaxTokenLength];
        var length = Encoding.ASCII.GetBytes(token, ascii);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(ascii[..length], hash);
        return Of(CredentialKind.Token, hash);
    }

    /// <summary>Names a client certificate.</summary>
    public static Credential OfCertificate(X509Certificate2 certificate)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        certificate.TryGetCertHash(HashAlgorithmName.SHA256, hash, out _);
        return Of(CredentialKind.Certificate, hash);
    }

    private static Credential Of(CredentialKind kind, ReadOnlySpan<byte> hash) =>
        new(kind, MemoryMarshal.Read<UInt128>(hash), MemoryMarshal.Read<UInt128>(hash[16..]));
}

/// <summary>What a caller identified itself with. The hash of one kind never stands for the other.</summary>
internal enum CredentialKind
{
    /// <summary>A bearer token.</summary>
    Token,

    /// <summary>A client certificate.</summary>
    Certificate,
}
