using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MedRecords.Cli.Connecting;

/// <summary>Sessions in files that only their owner can read, one per server and user.</summary>
internal sealed class SessionStore(Host host)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Path.Combine(StateHome(host), "medrecords");

    /// <summary>The stored session, or null.</summary>
    public StoredSession? Find(Uri server, string user)
    {
        var path = SessionPath(server, user);
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(path), StoredSessionJson.Default.StoredSession);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Who signed in last at a server, or null.</summary>
    public string? LastUser(Uri server)
    {
        var path = LastUserPath(server);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }

    /// <summary>Stores a session.</summary>
    public void Save(Uri server, StoredSession session) => Write(SessionPath(server, session.User), JsonSerializer.Serialize(session, StoredSessionJson.Default.StoredSession));

    /// <summary>Makes a user the one that commands take when none is named.</summary>
    public void SetLastUser(Uri server, string user) => Write(LastUserPath(server), user + "\n");

    /// <summary>Forgets a session.</summary>
    public void Remove(Uri server, string user)
    {
        File.Delete(SessionPath(server, user));
        if (LastUser(server) is { } last && Same(last, user))
            File.Delete(LastUserPath(server));
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string StateHome(Host host) =>
        host.Variable("XDG_STATE_HOME") ?? Path.Combine(host.Variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "state");

    private string SessionPath(Uri server, string user) => Path.Combine(_folder, $"session-{Key($"{server}\n{user.ToLowerInvariant()}")}.json");

    private string LastUserPath(Uri server) => Path.Combine(_folder, $"user-{Key(server.ToString())}");

    private static string Key(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];

    private void Write(string path, string text)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_folder);
        else
            Directory.CreateDirectory(_folder, OwnerOnly | UnixFileMode.UserExecute);
        AtomicFile.Write(path, text);
    }
}
