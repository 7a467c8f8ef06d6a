namespace MedRecords.Cli.Running;

/// <summary>What the global options and the environment say.</summary>
internal sealed record Settings(Uri Server)
{
    /// <summary>The server as sentences name it.</summary>
    public string ServerName => Server.GetLeftPart(UriPartial.Authority);

    /// <summary>User name; null where none was given.</summary>
    public string? User { get; init; }

    /// <summary>File with the user's password; null where none was given.</summary>
    public FileInfo? PasswordFile { get; init; }

    /// <summary>Whether programs read the output.</summary>
    public bool Json { get; init; }

    /// <summary>Why charts are looked at, as the service spells it; null where not said.</summary>
    public string? Purpose { get; init; }

    /// <summary>How long one operation may take; null for the operation's own default.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Certificates of issuers to trust.</summary>
    public FileInfo? CaFile { get; init; }

    /// <summary>Certificate that stands for this program.</summary>
    public FileInfo? ClientCertificate { get; init; }

    /// <summary>Key of <see cref="ClientCertificate"/>, where it is a file of its own.</summary>
    public FileInfo? ClientKey { get; init; }
}
