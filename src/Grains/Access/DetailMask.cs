using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>
/// Leaves out of an entry what its reader is not cleared for, detail by detail, and says which details
/// were left out.
/// </summary>
public static class DetailMask
{
    /// <summary>Every detail, as a mask of bits.</summary>
    public const uint All = 0b1_1111_1111_1110;

    private const int AdultYears = 18;

    /// <summary>LOINC codes of body height, length and weight (measured, stated, estimated) and of what is reckoned from them.</summary>
    private static readonly HashSet<string> HeightAndWeight =
        ["8302-2", "8301-4", "3137-7", "3138-5", "8308-9", "29463-7", "3141-9", "3142-7", "8335-2", "8341-0", "8350-1", "8351-9", "39156-5", "3140-1", "8277-6"];

    /// <summary>Masks an entry in place. The entry must be the reader's own copy.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="rights">The reader's rights.</param>
    /// <param name="birthDate">The patient's birth date, FHIR text; empty where unknown, which counts as adult.</param>
    public static void Apply(Entry entry, RoleRights rights, string birthDate)
    {
        if (rights.ClearedForAll || entry.Content is not { } content)
            return;
        if (content.Demographics is { } demographics)
            MaskDemographics(entry, demographics, rights);
        else if (content.Observation is { } observation)
            MaskObservation(entry, observation, rights, birthDate);
        WithholdRemainder(content, rights);
    }

    private static void MaskDemographics(Entry entry, Demographics who, RoleRights rights)
    {
        void Hide(ConfidentialDetail detail, Func<bool> has, System.Action clear)
        {
            if (rights.IsCleared(detail) || !has())
                return;
            clear();
            entry.Masked.Add(detail);
        }

        Hide(ConfidentialDetail.FullName, () => who.Names.Count > 0, who.Names.Clear);
        Hide(ConfidentialDetail.MailingAddress, () => who.Addresses.Count > 0, who.Addresses.Clear);
        Hide(ConfidentialDetail.Telephone, () => who.Telecoms.Count > 0, who.Telecoms.Clear);
        Hide(ConfidentialDetail.SocialSecurityNumber, () => who.HasSocialSecurityNumber, who.ClearSocialSecurityNumber);
        Hide(ConfidentialDetail.MaritalStatus, () => who.MaritalStatus is not null, () => who.MaritalStatus = null);
        Hide(ConfidentialDetail.RaceOrEthnicOrigin, () => who.Races.Count + who.Ethnicities.Count > 0, () =>
        {
            who.Races.Clear();
            who.Ethnicities.Clear();
        });
        Hide(ConfidentialDetail.BirthDate, () => who.HasBirthDate || who.HasBirthTime, () =>
        {
            who.ClearBirthDate();
            who.ClearBirthTime();
        });
        Hide(ConfidentialDetail.BirthPlace, () => who.BirthPlace is not null, () => who.BirthPlace = null);
        Hide(ConfidentialDetail.OtherNames, () => who.OtherNames.Count > 0, who.OtherNames.Clear);
        Hide(ConfidentialDetail.HeightAndWeight, () => who.Height is not null || who.Weight is not null, () =>
        {
            who.Height = null;
            who.Weight = null;
        });
        Hide(ConfidentialDetail.EyeAndHairColor, () => who.HasEyeColor || who.HasHairColor, () =>
        {
            who.ClearEyeColor();
            who.ClearHairColor();
        });
        Hide(ConfidentialDetail.PhysicalCharacteristics, () => who.PhysicalCharacteristics.Count > 0, who.PhysicalCharacteristics.Clear);
    }

    private static void MaskObservation(Entry entry, Observation observation, RoleRights rights, string birthDate)
    {
        if (rights.IsCleared(ConfidentialDetail.HeightAndWeight)
            || entry.Content.Code?.Codings.Any(c => HeightAndWeight.Contains(c.Code)) != true
            || !IsAdult(birthDate, entry.Content.Time?.Start ?? string.Empty))
            return;
        observation.Quantity = null;
        observation.Concept = null;
        observation.ClearText();
        observation.Components.Clear();
        observation.Interpretations.Clear();
        entry.Content.ClearRemark();
        entry.Content.Source?.Remainder = Google.Protobuf.ByteString.Empty;
        entry.Masked.Add(ConfidentialDetail.HeightAndWeight);
    }

    /// <summary>What no field models may hold anything, so it goes only to readers cleared for what it may hold.</summary>
    private static void WithholdRemainder(EntryContent content, RoleRights rights)
    {
        if (content.Source is not { } source)
            return;
        var identifiesPatient = content.DetailCase is EntryContent.DetailOneofCase.Demographics or EntryContent.DetailOneofCase.Other;
        var cleared = !identifiesPatient
            && rights.IsCleared(ConfidentialDetail.FullName)
            && rights.IsCleared(ConfidentialDetail.MailingAddress)
            && rights.IsCleared(ConfidentialDetail.Telephone)
            && rights.IsCleared(ConfidentialDetail.BirthDate);
        if (!cleared)
            source.Remainder = Google.Protobuf.ByteString.Empty;
    }

    private static bool IsAdult(string birthDate, string at) =>
        !int.TryParse(birthDate.AsSpan(0, Math.Min(4, birthDate.Length)), out var born)
        || !int.TryParse(at.AsSpan(0, Math.Min(4, at.Length)), out var year)
        || year - born > AdultYears
        || (year - born == AdultYears && string.CompareOrdinal(MonthAndDay(at), MonthAndDay(birthDate)) >= 0);

    private static string MonthAndDay(string date) => date.Length >= 10 ? date[5..10] : string.Empty;
}
