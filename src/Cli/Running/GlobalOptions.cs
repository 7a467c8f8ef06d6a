using System.CommandLine;

namespace MedRecords.Cli.Running;

/// <summary>The options that every command takes.</summary>
internal sealed class GlobalOptions
{
    private const string DefaultServer = "http://127.0.0.1:5080";

    private readonly Option<string?> _server = new("--server") { HelpName = "URL", Description = $"The service to talk to. [MEDRECORDS_SERVER; default: {DefaultServer}]", Recursive = true };
    private readonly Option<string?> _user = new("--user") { HelpName = "NAME", Description = "Your user name. [MEDRECORDS_USER; default: who signed in last]", Recursive = true };
    private readonly Option<FileInfo?> _passwordFile = new("--password-file") { HelpName = "FILE", Description = "Reads the password from a file; MEDRECORDS_PASSWORD can hold it instead. [MEDRECORDS_PASSWORD_FILE]", Recursive = true };
    private readonly Option<bool> _json = new("--json") { Description = "Prints JSON, one object a line, and nothing else on standard output.", Recursive = true };
    private readonly Option<string?> _purpose = new("--purpose") { HelpName = "WHY", Description = "Why charts are looked at: treatment, payment, operations, patient-request, records-management, audit or emergency.", Recursive = true };
    private readonly Option<TimeSpan?> _timeout = new("--timeout") { HelpName = "TIME", Description = "How long one operation may take, e.g. 30s or 5m.", CustomParser = Durations.Parse, Recursive = true };
    private readonly Option<FileInfo?> _caFile = new("--ca-file") { HelpName = "FILE", Description = "Trusts the certificates in this PEM file, for https servers. [MEDRECORDS_CA_FILE]", Recursive = true };
    private readonly Option<FileInfo?> _clientCertificate = new("--client-cert") { HelpName = "FILE", Description = "Signs in with this certificate (PEM, or PKCS#12 without a password).", Recursive = true };
    private readonly Option<FileInfo?> _clientKey = new("--client-key") { HelpName = "FILE", Description = "The key of --client-cert, where it is a PEM file of its own.", Recursive = true };

    /// <summary>Global options, ready to be added.</summary>
    public GlobalOptions() => _purpose.AcceptOnlyFromAmong("treatment", "payment", "operations", "patient-request", "records-management", "audit", "emergency");

    /// <summary>Adds the options to the root command.</summary>
    public void AddTo(Command root)
    {
        foreach (var option in new Option[] { _server, _user, _passwordFile, _json, _purpose, _timeout, _caFile, _clientCertificate, _clientKey })
            root.Add(option);
    }

    /// <summary>Reads the options, and the environment where an option is missing.</summary>
    public Settings Read(ParseResult parsed, Host host) => new(ToServer(parsed.GetValue(_server) ?? host.Variable("MEDRECORDS_SERVER") ?? DefaultServer))
    {
        User = parsed.GetValue(_user) ?? host.Variable("MEDRECORDS_USER"),
        PasswordFile = parsed.GetValue(_passwordFile) ?? ToFile(host.Variable("MEDRECORDS_PASSWORD_FILE")),
        Json = parsed.GetValue(_json),
        Purpose = parsed.GetValue(_purpose),
        Timeout = parsed.GetValue(_timeout),
        CaFile = parsed.GetValue(_caFile) ?? ToFile(host.Variable("MEDRECORDS_CA_FILE")),
        ClientCertificate = parsed.GetValue(_clientCertificate),
        ClientKey = parsed.GetValue(_clientKey),
    };

    private static FileInfo? ToFile(string? path) => path is null ? null : new FileInfo(path);

    private static Uri ToServer(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var server) && (server.Scheme is "http" or "https") && server.Host.Length > 0
            ? server
            : throw Refusals.CliException.Usage($"'{text}' is no address of a service: write it like {DefaultServer} or https://records.example.org.");
}
