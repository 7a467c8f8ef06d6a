using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Connecting;

/// <summary>Who calls: finds the session in force, or signs in and stores a new one.</summary>
internal sealed class Credentials(Host host, Settings settings, Func<string, string, Task<SignInResponse>> signIn)
{
    private readonly SessionStore _store = new(host);
    private readonly SemaphoreSlim _oneAtATime = new(1);
    private StoredSession? _current;
    private string? _user;
    private string? _password;

    /// <summary>Whether a certificate stands for the caller, so that no session is needed.</summary>
    public bool ByCertificate => settings.ClientCertificate is not null && settings.User is null;

    /// <summary>The session in force.</summary>
    public async Task<StoredSession> CurrentAsync() => await LockedAsync(async () =>
    {
        var user = User();
        _current ??= _store.Find(settings.Server, user);
        return _current is { } session && session.IsValidAt(host.Time.GetUtcNow()) ? session : await SignInAsync(user);
    });

    /// <summary>A new session in place of one that the service no longer takes.</summary>
    public async Task<StoredSession> RenewAsync(StoredSession refused) => await LockedAsync(async () =>
        _current is { } session && session.Token != refused.Token ? session : await SignInAsync(User()));

    /// <summary>Signs in with the password, whether or not there is a session.</summary>
    public async Task<StoredSession> SignInAsync() => await LockedAsync(() => SignInAsync(User()));

    /// <summary>Replaces the session's token.</summary>
    public void Replace(StoredSession session) => _store.Save(settings.Server, _current = session);

    /// <summary>The session on this machine, without signing in; null where there is none.</summary>
    public StoredSession? Find() => _store.Find(settings.Server, User());

    /// <summary>Forgets the session on this machine.</summary>
    public void Forget() => _store.Remove(settings.Server, User());

    /// <summary>Makes the user the one that later commands take.</summary>
    public void Remember() => _store.SetLastUser(settings.Server, User());

    /// <summary>The password in force, or a clear word about how to give it.</summary>
    public string Password() => _password ??= Passwords.Current(host, settings.PasswordFile, User(), settings.ServerName)
        ?? throw new CliException(ExitCode.NotSignedIn, $"Not signed in to {settings.ServerName} as {User()}: run `medrecords sign-in`, or give --password-file or MEDRECORDS_PASSWORD.");

    /// <summary>The user's name.</summary>
    public string User() => _user ??= settings.User ?? _store.LastUser(settings.Server) ?? host.Ask?.Invoke("User name: ")
        ?? throw new CliException(ExitCode.NotSignedIn, $"Not signed in to {settings.ServerName}: run `medrecords sign-in --user NAME`, or give --user and --password-file.");

    private async Task<StoredSession> SignInAsync(string user)
    {
        var session = StoredSession.Of(settings.Server, user, await signIn(user, Password()));
        Replace(session);
        return session;
    }

    private async Task<T> LockedAsync<T>(Func<Task<T>> action)
    {
        await _oneAtATime.WaitAsync();
        try
        {
            return await action();
        }
        finally
        {
            _oneAtATime.Release();
        }
    }
}
