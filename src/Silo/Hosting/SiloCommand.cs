using System.CommandLine;
using MedRecords.Journal.Contract;
using MedRecords.Silo.Diagnosis;
using Microsoft.AspNetCore.Connections;

namespace MedRecords.Silo.Hosting;

/// <summary>The program's command line: runs the service, fills an empty database from a backup, or says what is wrong.</summary>
public static class SiloCommand
{
    private static readonly Option<string> Data = new("--data") { Description = "Folder of the stand-alone journal and of the key ring.", DefaultValueFactory = _ => "data", Recursive = true };
    private static readonly Option<string> Database = new("--database") { Description = "\"sqlite\", or postgres://user:password@host:port/name.", DefaultValueFactory = _ => "sqlite", Recursive = true };
    private static readonly Option<string> Listen = new("--listen") { Description = "Host and port; port 0 takes a free one.", DefaultValueFactory = _ => "127.0.0.1:5080" };
    private static readonly Option<string> KeyFile = new("--key-file") { Description = "File of the key ring (mode 0600).", DefaultValueFactory = _ => string.Empty, Recursive = true };
    private static readonly Option<string> KeyCommand = new("--key-command") { Description = "Command that prints the key ring.", DefaultValueFactory = _ => string.Empty, Recursive = true };
    private static readonly Option<string> TlsCertificate = new("--tls-certificate") { Description = "PEM file with the server's certificate.", DefaultValueFactory = _ => string.Empty };
    private static readonly Option<string> TlsKey = new("--tls-key") { Description = "PEM file with the certificate's key.", DefaultValueFactory = _ => string.Empty };
    private static readonly Option<string> ClientAuthority = new("--client-authority") { Description = "PEM file with the authority of client certificates.", DefaultValueFactory = _ => string.Empty };
    private static readonly Option<bool> InsecureHttp = new("--insecure-http") { Description = "Listen without TLS outside loopback, behind a proxy that ends TLS." };
    private static readonly Option<string> OidcAuthority = new("--oidc-authority") { Description = "OpenID Connect issuer whose tokens are taken too.", DefaultValueFactory = _ => string.Empty };
    private static readonly Option<string> OidcAudience = new("--oidc-audience") { Description = "Audience that its tokens must name.", DefaultValueFactory = _ => string.Empty };
    private static readonly Option<int> SiloPort = new("--silo-port") { Description = "Port for other silos; 0 takes a free one.", DefaultValueFactory = _ => SiloSettings.UsualSiloPort };
    private static readonly Option<int> GatewayPort = new("--gateway-port") { Description = "Port for clients of the cluster; 0 takes a free one.", DefaultValueFactory = _ => SiloSettings.UsualGatewayPort };
    private static readonly Option<string> ClusterAddress = new("--cluster-address") { Description = "Address at which other silos reach this one.", DefaultValueFactory = _ => "127.0.0.1" };
    private static readonly Option<int> ChartIdle = new("--chart-idle-minutes") { Description = "Minutes after which an unused chart leaves memory.", DefaultValueFactory = _ => 15 };
    private static readonly Option<string> Role = new("--role") { Description = "\"silo\", or \"frontend\" for a process that leaves charts to the silos of its cluster.", DefaultValueFactory = _ => "silo" };
    private static readonly Option<string> Site = new("--site") { Description = "Id of the site that this process serves; else MEDRECORDS_SITE.", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("MEDRECORDS_SITE") is { Length: > 0 } site ? site : "institution" };
    private static readonly Option<string> Name = new("--name") { Description = "Name of this process, unlike any other's on the journal. Default: the machine's name and the port." };
    private static readonly Option<int?> DrainSeconds = new("--drain-seconds") { Description = "Seconds for which calls are still taken once health says that the process leaves. Default: 10; 0 on SQLite." };
    private static readonly Option<int> MaxInFlight = new("--max-in-flight") { Description = "Calls carried out at once; 0 to have the service find how many it can do.", DefaultValueFactory = _ => 0 };
    private static readonly Option<string[]> SiteWeight = new("--site-weight") { Description = "SITE=N: a site's turns for each of another where calls have to wait; may be given several times.", DefaultValueFactory = _ => [] };
    private static readonly Option<int> MaxConnections = new("--max-connections") { Description = "Connections at once.", DefaultValueFactory = _ => new SiloSettings().MaxConnections };
    private static readonly Option<int> MaxConnectionsPerAddress = new("--max-connections-per-address") { Description = "Connections at once from one network address.", DefaultValueFactory = _ => new SiloSettings().MaxConnectionsPerAddress };
    private static readonly Option<string> BackupFolder = new("--backups") { HelpName = "DIR", Description = "Folder of backups, so that doctor can tell how old the newest is.", DefaultValueFactory = _ => string.Empty };
    private static readonly Option<bool> Json = new("--json") { Description = "One object a line." };
    private static readonly Argument<string> BackupFile = new("file") { Description = "The backup." };

    /// <summary>What a start and its diagnosis have in common, beside what every command has.</summary>
    private static readonly Option[] OfService =
    [
        Listen, TlsCertificate, TlsKey, ClientAuthority, InsecureHttp, OidcAuthority, OidcAudience,
        SiloPort, GatewayPort, ClusterAddress, ChartIdle, Role, Site, Name, DrainSeconds,
        MaxInFlight, SiteWeight, MaxConnections, MaxConnectionsPerAddress, BackupFolder,
    ];

    /// <summary>Runs the program; returns its exit code.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var restore = new Command("restore", "Fills an empty database from a backup.") { BackupFile };
        restore.SetAction((parsed, cancellation) => GuardAsync(() => Restoring.RunAsync(Read(parsed), parsed.GetValue(BackupFile)!, cancellation)));
        var doctor = new Command("doctor", "Finds what keeps the service from starting or working with these options, and says what to do. Changes nothing.") { Json };
        Array.ForEach(OfService, doctor.Options.Add);
        doctor.SetAction((parsed, _) => DoctorCommand.RunAsync(Read(parsed), parsed.GetValue(Json)));
        var root = new RootCommand("MedRecords: patients' records; one silo, or a front end.") { Data, Database, KeyFile, KeyCommand, restore, doctor };
        Array.ForEach(OfService, root.Options.Add);
        Role.AcceptOnlyFromAmong("silo", "frontend");
        DrainSeconds.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var seconds) && seconds is < 0 or > 3600)
                result.AddError("--drain-seconds must be 0 to 3600.");
        });
        root.SetAction((parsed, cancellation) => GuardAsync(() => ServeAsync(Read(parsed), cancellation)));
        // The service hears signals by itself and takes its time to end; the command line must not cut that short.
        return root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
    }

    private static SiloSettings Read(ParseResult parsed) => new()
    {
        Data = parsed.GetValue(Data)!,
        Database = parsed.GetValue(Database)!,
        Listen = parsed.GetValue(Listen) ?? string.Empty,
        KeyFile = parsed.GetValue(KeyFile)!,
        KeyCommand = parsed.GetValue(KeyCommand)!,
        TlsCertificate = parsed.GetValue(TlsCertificate) ?? string.Empty,
        TlsKey = parsed.GetValue(TlsKey) ?? string.Empty,
        ClientAuthority = parsed.GetValue(ClientAuthority) ?? string.Empty,
        InsecureHttp = parsed.GetValue(InsecureHttp),
        OidcAuthority = parsed.GetValue(OidcAuthority) ?? string.Empty,
        OidcAudience = parsed.GetValue(OidcAudience) ?? string.Empty,
        SiloPort = parsed.GetValue(SiloPort),
        GatewayPort = parsed.GetValue(GatewayPort),
        ClusterAddress = parsed.GetValue(ClusterAddress) ?? string.Empty,
        ChartIdleMinutes = parsed.GetValue(ChartIdle),
        Backups = parsed.GetValue(BackupFolder) ?? string.Empty,
        Role = parsed.GetValue(Role) ?? string.Empty,
        Site = parsed.GetValue(Site) ?? string.Empty,
        Name = parsed.GetValue(Name) ?? string.Empty,
        DrainSeconds = parsed.GetValue(DrainSeconds),
        MaxInFlight = parsed.GetValue(MaxInFlight),
        SiteWeights = parsed.GetValue(SiteWeight) ?? [],
        MaxConnections = parsed.GetValue(MaxConnections),
        MaxConnectionsPerAddress = parsed.GetValue(MaxConnectionsPerAddress),
    };

    private static async Task ServeAsync(SiloSettings options, CancellationToken cancellation)
    {
        await using var app = options.Role == "frontend" ? FrontendHost.Build(options) : await SiloHost.BuildAsync(options, cancellation);
        try
        {
            await app.RunAsync(cancellation);
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Told to end before it was ready.
        }
    }

    /// <summary>Whatever keeps the service from starting is one line that says what to do.</summary>
    private static async Task<int> GuardAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception failure) when (Explain(failure) is { } explanation)
        {
            await Console.Error.WriteLineAsync(explanation);
            return 1;
        }
    }

    private static string? Explain(Exception failure) => failure switch
    {
        JournalRefusedException or JournalUnavailableException or JournalDamagedException or StartRefusedException => failure.Message,
        IOException { InnerException: AddressInUseException } => "The port is in use. Stop the other program, or choose another port with --listen HOST:PORT.",
        UnauthorizedAccessException => "The data folder cannot be read or written by this user. Correct its owner or mode, or name another with --data DIR.",
        AggregateException { InnerException: { } inner } => Explain(inner),
        _ => null,
    };
}

/// <summary>The service cannot start as it was told to. The message is one line that says why and what to do.</summary>
public sealed class StartRefusedException(string message) : Exception(message);
