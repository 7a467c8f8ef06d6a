using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MedRecords.Grains.Accounts;

/// <summary>
/// Hashes and checks passwords with ASP.NET Core Identity's hasher (PBKDF2 with HMAC-SHA-512) at the work
/// factor that OWASP names for it. It is slow on purpose, so it runs beside the grain's turn and gives way to what
/// others wait for.
/// </summary>
public sealed class Passwords
{
    private const int Iterations = 210_000;
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private readonly PasswordHasher<object> _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));
    private readonly object _nobody = new();
    private readonly Lazy<string> _decoy;

    /// <summary>Makes the hasher.</summary>
    public Passwords() => _decoy = new Lazy<string>(() => _hasher.HashPassword(_nobody, Generate()));

    /// <summary>A hash to keep.</summary>
    public Task<string> HashAsync(string password) => YieldingThread.RunAsync(() => _hasher.HashPassword(_nobody, password));

    /// <summary>
    /// Whether a password fits a hash. Where there is no hash it takes as long and says no, so that time does
    /// not tell whether an account exists.
    /// </summary>
    public Task<bool> CheckAsync(string hash, string password) => YieldingThread.RunAsync(() =>
    {
        var fits = _hasher.VerifyHashedPassword(_nobody, hash.Length > 0 ? hash : _decoy.Value, password) != PasswordVerificationResult.Failed;
        return fits && hash.Length > 0;
    });

    /// <summary>A one-time password: 20 characters that are not easily confused, 116 bits.</summary>
    public static string Generate() => RandomNumberGenerator.GetString(Alphabet, 20);
}
