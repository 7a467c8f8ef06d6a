namespace MedRecords.Fhir;

/// <summary>What a bundle was found to be.</summary>
/// <param name="Patient">The one patient; null only where no resource needs one.</param>
/// <param name="Count">How many resources the bundle has.</param>
public sealed record CheckedBundle(PatientIdentity? Patient, int Count);

/// <summary>
/// Finds out whether a bundle is one patient's and nobody else's. Entries may be added as they are read;
/// what is said of them is sure only after <see cref="Complete"/>, because the patient may come last.
/// </summary>
public sealed class BundleChecker
{
    // A patient can be named in a few ways only: more names than this cannot all be the same patient's.
    private const int MaxNames = 16;

    private readonly Dictionary<string, (Place Place, int Index)> names = new(StringComparer.Ordinal);
    private PatientIdentity? patient;
    private (Place Place, int Index)? needsPatient;
    private int count;

    /// <summary>Reads a bundle to its end and checks it.</summary>
    /// <param name="stream">The bundle, UTF-8.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="BrokenBundleException">The bundle is broken.</exception>
    public static async Task<CheckedBundle> CheckAsync(Stream stream, CancellationToken cancellation = default)
    {
        var checker = new BundleChecker();
        await foreach (var entry in BundleReader.ReadAsync(stream, cancellation)) checker.Add(entry);
        return checker.Complete();
    }

    /// <summary>Looks at the next entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <exception cref="BrokenBundleException">The entry alone shows that the bundle is broken.</exception>
    public void Add(BundleEntry entry)
    {
        count++;
        if (entry.ResourceType == "Patient")
        {
            if (patient is not null) throw Broken(BrokenReason.SecondPatient, (entry.Place, entry.Index));
            patient = PatientIdentity.Of(entry);
            return;
        }

        var where = (entry.Place, entry.Index);
        var named = false;
        foreach (var name in PatientReferences.In(entry.Resource))
        {
            if (name is null) throw Broken(BrokenReason.WithoutPatient, where);
            named = true;
            if (names.TryAdd(name, where) && names.Count > MaxNames) throw Broken(BrokenReason.OtherPatient, where);
        }

        if (!named && PatientReferences.NeedsOne(entry.ResourceType)) throw Broken(BrokenReason.WithoutPatient, where);
        if (named) needsPatient ??= where;
    }

    /// <summary>Says what the bundle is, when all entries have been added.</summary>
    /// <exception cref="BrokenBundleException">The entries are not those of one patient.</exception>
    public CheckedBundle Complete()
    {
        if (patient is null && needsPatient is { } needing) throw Broken(BrokenReason.NoPatient, needing);
        foreach (var (name, where) in names)
        {
            if (!patient!.IsNamedBy(name)) throw Broken(BrokenReason.OtherPatient, where);
        }

        return new CheckedBundle(patient, count);
    }

    private static BrokenBundleException Broken(BrokenReason reason, (Place Place, int Index) where) =>
        new(reason, where.Place, where.Index);
}
