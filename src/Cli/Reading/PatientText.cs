using System.Globalization;
using MedRecords.V1;

namespace MedRecords.Cli.Reading;

/// <summary>Who a patient is, in words, with a placeholder for every detail that the service did not release.</summary>
internal sealed class PatientText(Entry? entry)
{
    private readonly Demographics _patient = entry?.Content?.Demographics ?? new Demographics();

    /// <summary>The name in use.</summary>
    public string Name => Or(ConfidentialDetail.FullName, _patient.Names.Select(Values.Of).FirstOrDefault());

    /// <summary>Other names.</summary>
    public string OtherNames => Or(ConfidentialDetail.OtherNames, Values.Join("; ", _patient.OtherNames.Select(Values.Of)));

    /// <summary>Birth date.</summary>
    public string BirthDate => Or(ConfidentialDetail.BirthDate, _patient.BirthDate);

    /// <summary>Place of birth.</summary>
    public string BirthPlace => Or(ConfidentialDetail.BirthPlace, Values.Of(_patient.BirthPlace));

    /// <summary>Administrative sex.</summary>
    public string Gender => _patient.Gender;

    /// <summary>Social security number.</summary>
    public string SocialSecurityNumber => Or(ConfidentialDetail.SocialSecurityNumber, _patient.SocialSecurityNumber);

    /// <summary>Mailing addresses.</summary>
    public string Addresses => Or(ConfidentialDetail.MailingAddress, Values.Join("; ", _patient.Addresses.Select(Values.Of)));

    /// <summary>Telephone numbers and other contact points.</summary>
    public string Telecoms => Or(ConfidentialDetail.Telephone, Values.Join("; ", _patient.Telecoms.Select(contact => contact.Value)));

    /// <summary>Marital status.</summary>
    public string MaritalStatus => Or(ConfidentialDetail.MaritalStatus, Values.Of(_patient.MaritalStatus));

    /// <summary>Race and ethnic origin.</summary>
    public string Origin => Or(ConfidentialDetail.RaceOrEthnicOrigin, Values.Of(_patient.Races.Concat(_patient.Ethnicities)));

    /// <summary>Height and weight.</summary>
    public string HeightAndWeight => Or(ConfidentialDetail.HeightAndWeight, Values.Join(", ", Values.Of(_patient.Height), Values.Of(_patient.Weight)));

    /// <summary>Eye and hair colour.</summary>
    public string Colours => Or(ConfidentialDetail.EyeAndHairColor, Values.Join(", ", _patient.EyeColor.Length > 0 ? $"eyes {_patient.EyeColor}" : "", _patient.HairColor.Length > 0 ? $"hair {_patient.HairColor}" : ""));

    /// <summary>Scars and other physical characteristics.</summary>
    public string Characteristics => Or(ConfidentialDetail.PhysicalCharacteristics, Values.Join("; ", _patient.PhysicalCharacteristics));

    /// <summary>Languages.</summary>
    public string Languages => Values.Of(_patient.Languages);

    /// <summary>Medical record numbers and the like.</summary>
    public string RecordNumbers => Values.Join(", ", _patient.Identifiers.Select(identifier => identifier.Value));

    /// <summary>What is known of the patient's death; empty while alive.</summary>
    public string Deceased => _patient.Deceased is "" or "false" ? "" : _patient.Deceased == "true" ? "deceased" : $"died {Values.Moment(_patient.Deceased)}";

    /// <summary>Age in whole years on a day, or at death; null where the birth date does not say.</summary>
    public int? AgeOn(DateTimeOffset day)
    {
        if (!DateTime.TryParseExact(_patient.BirthDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born))
            return null;
        var until = DateTimeOffset.TryParse(_patient.Deceased, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var died) ? died.Date : day.Date;
        var age = until.Year - born.Year - (until.Month < born.Month || (until.Month == born.Month && until.Day < born.Day) ? 1 : 0);
        return age >= 0 ? age : null;
    }

    private string Or(ConfidentialDetail detail, string? value) => value is { Length: > 0 } ? value : entry?.Masked.Contains(detail) == true || entry is null ? Words.NotShown : "";
}
