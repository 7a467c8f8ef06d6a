using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MedRecords.Simulation.Running;

/// <summary>
/// What happened, as lines with their times. No line says anything that depends on keys or nonces, so that the
/// same seed gives the same lines.
/// </summary>
internal sealed class Trace
{
    private readonly List<(long AtUs, string Line)> _lines = [];

    /// <summary>The lines.</summary>
    public IEnumerable<string> Lines => _lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.AtUs / 1000.0,10:F3} ms  {line.Line}"));

    /// <summary>SHA-256 over all lines, the first 16 digits.</summary>
    public string Hash => HashOf(Lines);

    /// <summary>The same over any lines.</summary>
    public static string HashOf(IEnumerable<string> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines)
            hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>Adds a line.</summary>
    public void Add(long atUs, string line) => _lines.Add((atUs, line));
}
