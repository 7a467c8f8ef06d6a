using System.Reflection;
using System.Text.RegularExpressions;
using MedRecords.Grains.Access;
using MedRecords.Silo.Hosting;
using MedRecords.V1;

namespace MedRecords.Silo.Presence;

/// <summary>Who this process is among those on one journal.</summary>
/// <param name="Name">Its name, which no other one has.</param>
/// <param name="Site">The site that it serves.</param>
/// <param name="Role">What it is for.</param>
internal sealed partial record ProcessIdentity(string Name, string Site, SiloRole Role)
{
    private static readonly Assembly Program = typeof(ProcessIdentity).Assembly;

    /// <summary>Tells this run of the program from any other, also of the same name.</summary>
    public Guid Instance { get; } = Guid.NewGuid();

    /// <summary>The product's version.</summary>
    public static string Version { get; } = Program.GetName().Version?.ToString(3) ?? string.Empty;

    /// <summary>Where the parts of Orleans and gRPC come from that this program was built with.</summary>
    public static string Stack { get; } = Program.GetCustomAttributes<AssemblyMetadataAttribute>().Single(known => known.Key == "Stack").Value!;

    /// <summary>Reads what the operator says; where no name is given, it is the machine's with the port.</summary>
    public static ProcessIdentity Of(SiloSettings options)
    {
        if (!SiteForm().IsMatch(options.Site))
            throw new StartRefusedException("--site must be a site's id: 1 to 40 lower-case letters, digits and dashes.");
        // A port that is free today says nothing; the process does.
        var port = options.Listen[(options.Listen.LastIndexOf(':') + 1)..];
        var name = options.Name.Length > 0 ? options.Name : $"{Environment.MachineName}-{(port == "0" ? $"p{Environment.ProcessId}" : port)}";
        if (!NameForm().IsMatch(name))
            throw new StartRefusedException("--name must be 1 to 64 letters, digits, dots, dashes and underscores.");
        return new ProcessIdentity(name, options.Site, options.Role == "frontend" ? SiloRole.Frontend : SiloRole.Silo);
    }

    /// <summary>The process as records of accesses name it.</summary>
    /// <param name="address">Where it is: host and port, or the machine's name.</param>
    public ServingProcess ServingAt(string address) => new(Name, Site, address, Version);

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex SiteForm();

    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}$")]
    private static partial Regex NameForm();
}
