using System.Globalization;
using MedRecords.Cli.Entries;
using MedRecords.Cli.Reading;
using MedRecords.V1;

namespace MedRecords.Cli.Generating;

/// <summary>A person who does not exist. Numbers that could belong to someone come from ranges that are never given out.</summary>
internal sealed record SyntheticPerson(string Family, string Given, string Middle, bool IsFemale, DateOnly Born, EntryContent Demographics)
{
    private const int FirstBirthYear = 1932;
    private const int LastBirthYear = 2021;

    private static readonly string[] MaritalCodes = ["S", "M", "M", "D", "W"];

    /// <summary>Name on one line.</summary>
    public string Name => $"{Family}, {Given} {Middle}";

    /// <summary>Whole years on a day.</summary>
    public int AgeOn(DateOnly day) => day.Year - Born.Year - (day.DayOfYear < Born.DayOfYear ? 1 : 0);

    /// <summary>Makes a person up.</summary>
    public static SyntheticPerson Create(SeededRandom random)
    {
        var isFemale = random.Chance(510);
        var names = isFemale ? NameLists.Female : NameLists.Male;
        var (family, given, middle) = (random.Pick(NameLists.Family), random.Pick(names), random.Pick(names));
        var born = new DateOnly(random.Between(FirstBirthYear, LastBirthYear), random.Between(1, 12), random.Between(1, 28));
        var patient = new Demographics
        {
            Names = { new HumanName { Use = "official", Family = family, Given = { given, middle } } },
            BirthDate = born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Gender = isFemale ? "female" : "male",
            SocialSecurityNumber = $"999-{random.Between(10, 99)}-{random.Between(1000, 9999)}",
            Identifiers = { new Identifier { System = "urn:example:medrecords:synthetic", Value = $"SYN-{random.Between(0, 99_999_999):D8}", Type = Concepts.Bare(Vocabulary.IdentifierType, "MR") } },
            Languages = { Concepts.Worded(random.Pick(NameLists.Languages)) },
            Addresses = { CreateAddress(random) },
            Telecoms = { new ContactPoint { System = "phone", Use = "home", Value = $"555-01{random.Between(0, 99):D2}" } },
        };
        if (born.Year < 2005)
            patient.MaritalStatus = Concepts.Bare(Vocabulary.MaritalStatus, random.Pick(MaritalCodes));
        if (isFemale && random.Chance(300))
            patient.OtherNames.Add(new HumanName { Use = "maiden", Family = random.Pick(NameLists.Family), Given = { given } });
        return new SyntheticPerson(family, given, middle, isFemale, born, new EntryContent { Demographics = patient });
    }

    private static Address CreateAddress(SeededRandom random)
    {
        var (city, state, zip) = random.Pick(NameLists.Cities);
        return new Address { Use = "home", Line = { $"{random.Between(1, 480)} {random.Pick(NameLists.Streets)}" }, City = city, State = state, PostalCode = $"{zip}{random.Between(1, 99):D2}", Country = "US" };
    }
}
