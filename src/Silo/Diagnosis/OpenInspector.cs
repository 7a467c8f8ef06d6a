using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;

namespace MedRecords.Silo.Diagnosis;

/// <summary>Looks at a journal that this very process holds open, where nobody else can get at it.</summary>
internal sealed class OpenInspector(IJournalStore store) : IJournalInspector
{
    // What is open has been brought to the version that the program knows.
    private const int Version = 0;

    public async Task<JournalInspection> InspectAsync(CancellationToken cancellation)
    {
        await store.ReadLastCommitAsync(cancellation);
        return new JournalInspection(Version, Version, await store.ReadSettingAsync(InstitutionKeys.RootSetting, cancellation), null);
    }
}
