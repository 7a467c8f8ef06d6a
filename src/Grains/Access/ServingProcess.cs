namespace MedRecords.Grains.Access;

/// <summary>The process that decides, as records of accesses name it.</summary>
/// <param name="Name">Its name, which no other on the journal has.</param>
/// <param name="Site">The site that it serves.</param>
/// <param name="Address">Where it is: host and port, or the machine's name.</param>
/// <param name="Version">The program's version.</param>
public sealed record ServingProcess(string Name, string Site, string Address, string Version)
{
    /// <summary>Name and site in one word. Made once: every record has it.</summary>
    public string Label { get; } = $"{Name}@{Site}";
}
