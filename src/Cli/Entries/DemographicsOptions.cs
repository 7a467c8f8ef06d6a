using System.CommandLine;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Entries;

/// <summary>The options that say who a patient is.</summary>
internal sealed class DemographicsOptions
{
    private static readonly Dictionary<string, string> MaritalCodes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["single"] = "S",
        ["married"] = "M",
        ["divorced"] = "D",
        ["widowed"] = "W",
        ["separated"] = "L",
        ["partner"] = "T",
    };

    private readonly Option<string?> _family = Text("--family", "NAME", "Family name.");
    private readonly Option<string[]> _given = new("--given") { HelpName = "NAME", Description = "Given name; once for each." };
    private readonly Option<string[]> _otherNames = new("--other-name") { HelpName = "NAME", Description = "Former name, alias or nickname; once for each." };
    private readonly Option<string?> _birthDate = Text("--birth-date", "DATE", "Birth date, e.g. 1958-03-07.");
    private readonly Option<string?> _birthPlace = Text("--birth-place", "CITY", "Place of birth.");
    private readonly Option<string?> _gender = Text("--gender", "SEX", "Administrative sex: male, female, other or unknown.");
    private readonly Option<string?> _recordNumber = Text("--mrn", "NUMBER", "Medical record number.");
    private readonly Option<string?> _socialSecurity = Text("--ssn-file", "FILE", "Reads the social security number from a file; - is standard input.");
    private readonly Option<string[]> _addressLines = new("--address") { HelpName = "LINE", Description = "Street line of the mailing address; once for each." };
    private readonly Option<string?> _city = Text("--city", "CITY", "City of the mailing address.");
    private readonly Option<string?> _state = Text("--state", "STATE", "State of the mailing address.");
    private readonly Option<string?> _postalCode = Text("--postal-code", "CODE", "Postal code of the mailing address.");
    private readonly Option<string?> _country = Text("--country", "COUNTRY", "Country of the mailing address.");
    private readonly Option<string[]> _phones = new("--phone") { HelpName = "NUMBER", Description = "Telephone number; once for each." };
    private readonly Option<string?> _email = Text("--email", "ADDRESS", "E-mail address.");
    private readonly Option<string?> _marital = Text("--marital-status", "STATUS", "single, married, divorced, widowed, separated or partner.");
    private readonly Option<string[]> _races = new("--race") { HelpName = "TEXT", Description = "Race; once for each." };
    private readonly Option<string[]> _ethnicities = new("--ethnicity") { HelpName = "TEXT", Description = "Ethnic origin; once for each." };
    private readonly Option<string[]> _languages = new("--language") { HelpName = "NAME", Description = "Language, the preferred one first." };
    private readonly Option<string?> _jsonFile = Text("--json-file", "FILE", "The demographics as EntryContent in protobuf JSON instead; - is standard input.");

    /// <summary>Options, ready to be added.</summary>
    public DemographicsOptions()
    {
        _gender.AcceptOnlyFromAmong("male", "female", "other", "unknown");
        _marital.AcceptOnlyFromAmong([.. MaritalCodes.Keys]);
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _family, _given, _otherNames, _birthDate, _birthPlace, _gender, _recordNumber, _socialSecurity, _addressLines, _city, _state, _postalCode, _country, _phones, _email, _marital, _races, _ethnicities, _languages, _jsonFile })
            command.Add(option);
    }

    /// <summary>Who the patient is, as an entry.</summary>
    public async Task<EntryContent> ReadAsync(Run run)
    {
        if (run.Get(_jsonFile) is { } path)
            return (await EntryFile.ReadAsync(run.Host, path, run.Cancellation)) is [{ Demographics: not null } only]
                ? only
                : throw new CliException(ExitCode.BrokenInput, $"{path} must hold one entry, and that must be demographics.");
        if (run.Get(_family) is null && Many(run, _given).Length == 0)
            throw CliException.Usage("A chart needs a patient: give at least --family and --given, or --json-file.");
        var patient = new Demographics();
        AddNames(patient, run);
        AddBirth(patient, run);
        AddContacts(patient, run);
        if (run.Get(_recordNumber) is { } number)
            patient.Identifiers.Add(new Identifier { Value = number, Type = Concepts.Bare(Vocabulary.IdentifierType, "MR") });
        if (run.Get(_socialSecurity) is { } file)
            patient.SocialSecurityNumber = (file == "-" ? await new StreamReader(run.Host.Input).ReadToEndAsync(run.Cancellation) : await File.ReadAllTextAsync(file, run.Cancellation)).Trim();
        if (run.Get(_marital) is { } marital)
            patient.MaritalStatus = Concepts.Coded(Vocabulary.MaritalStatus, MaritalCodes[marital], marital);
        patient.Races.AddRange(Many(run, _races).Select(Concepts.Worded));
        patient.Ethnicities.AddRange(Many(run, _ethnicities).Select(Concepts.Worded));
        patient.Languages.AddRange(Many(run, _languages).Select(Concepts.Worded));
        return new EntryContent { Demographics = patient };
    }

    private static Option<string?> Text(string name, string helpName, string description) => new(name) { HelpName = helpName, Description = description };

    private static string[] Many(Run run, Option<string[]> option) => run.Get(option) ?? [];

    private void AddNames(Demographics patient, Run run)
    {
        var name = new HumanName { Use = "official", Given = { Many(run, _given) } };
        if (run.Get(_family) is { } family)
            name.Family = family;
        patient.Names.Add(name);
        patient.OtherNames.AddRange(Many(run, _otherNames).Select(other => new HumanName { Text = other }));
    }

    private void AddBirth(Demographics patient, Run run)
    {
        if (run.Get(_birthDate) is { } date)
            patient.BirthDate = date;
        if (run.Get(_birthPlace) is { } place)
            patient.BirthPlace = new Address { City = place };
        if (run.Get(_gender) is { } gender)
            patient.Gender = gender;
    }

    private void AddContacts(Demographics patient, Run run)
    {
        var address = new Address { Line = { Many(run, _addressLines) } };
        if (run.Get(_city) is { } city)
            address.City = city;
        if (run.Get(_state) is { } state)
            address.State = state;
        if (run.Get(_postalCode) is { } code)
            address.PostalCode = code;
        if (run.Get(_country) is { } country)
            address.Country = country;
        if (address.CalculateSize() > 0)
        {
            address.Use = "home";
            patient.Addresses.Add(address);
        }
        patient.Telecoms.AddRange(Many(run, _phones).Select(phone => new ContactPoint { System = "phone", Value = phone }));
        if (run.Get(_email) is { } email)
            patient.Telecoms.Add(new ContactPoint { System = "email", Value = email });
    }
}
