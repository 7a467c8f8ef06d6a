using System.CommandLine;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Refusals;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Entries;

/// <summary>The options that say what is to be recorded, shared by append and amend.</summary>
internal sealed class EntryOptions
{
    private readonly Option<string?> _note = new("--note") { HelpName = "TEXT", Description = "A note." };
    private readonly Option<string?> _noteFile = new("--note-file") { HelpName = "FILE", Description = "A note whose text is in a file; - is standard input." };
    private readonly Option<string?> _title = new("--title") { HelpName = "TEXT", Description = "The note's title." };
    private readonly Option<string[]> _vitals = new("--vital") { HelpName = "NAME=VALUE", Description = $"A vital sign: {VitalSigns.Names}." };
    private readonly Option<string[]> _labs = new("--lab") { HelpName = "NAME=VALUE", Description = "A laboratory result, e.g. \"Potassium=4.1 mmol/L\"." };
    private readonly Option<string?> _allergy = new("--allergy") { HelpName = "TEXT", Description = "An allergy or intolerance." };
    private readonly Option<string[]> _reactions = new("--reaction") { HelpName = "TEXT", Description = "How the allergy has shown itself." };
    private readonly Option<string?> _criticality = new("--criticality") { HelpName = "LEVEL", Description = "The allergy's: low, high or unable-to-assess." };
    private readonly Option<string?> _problem = new("--problem") { HelpName = "TEXT", Description = "A problem or diagnosis." };
    private readonly Option<string?> _medication = new("--medication") { HelpName = "TEXT", Description = "A medication." };
    private readonly Option<string[]> _dosages = new("--dosage") { HelpName = "TEXT", Description = "How the medication is taken." };
    private readonly Option<string?> _vaccine = new("--vaccination") { HelpName = "TEXT", Description = "A vaccination." };
    private readonly Option<string?> _lot = new("--lot") { HelpName = "NUMBER", Description = "The vaccine's lot." };
    private readonly Option<string?> _procedure = new("--procedure") { HelpName = "TEXT", Description = "A procedure that was carried out." };
    private readonly Option<string?> _code = new("--code") { HelpName = "SYSTEM|CODE", Description = "The entry's code, e.g. \"snomed|38341003\"; loinc, rxnorm, cvx, icd10 or a URI." };
    private readonly Option<string?> _status = new("--status") { HelpName = "STATUS", Description = "The entry's status in terms of its kind, e.g. active, resolved, stopped, final." };
    private readonly Option<string?> _at = new("--at") { HelpName = "TIME", Description = "When it happened: a FHIR date or dateTime. [default: now]" };
    private readonly Option<string?> _remark = new("--remark") { HelpName = "TEXT", Description = "A remark in words." };
    private readonly Option<string[]> _sensitivities = new("--sensitivity") { HelpName = "LABEL", Description = $"A confidentiality label: {string.Join(", ", Words.All<Sensitivity>())}." };
    private readonly Option<string?> _jsonFile = new("--json-file") { HelpName = "FILE", Description = "Entries as EntryContent in protobuf JSON; - is standard input." };

    /// <summary>Options, ready to be added.</summary>
    public EntryOptions()
    {
        _criticality.AcceptOnlyFromAmong("low", "high", "unable-to-assess");
        foreach (var words in new Option<string?>[] { _note, _allergy, _problem, _medication, _vaccine, _procedure })
            words.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value: var text }] && string.IsNullOrWhiteSpace(text))
                    result.AddError($"{words.Name} needs words.");
            });
    }

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _note, _noteFile, _title, _vitals, _labs, _allergy, _reactions, _criticality, _problem, _medication, _dosages, _vaccine, _lot, _procedure, _code, _status, _at, _remark, _sensitivities, _jsonFile })
            command.Add(option);
    }

    /// <summary>Everything that the options say is to be recorded.</summary>
    public async Task<IReadOnlyList<EntryContent>> ReadAsync(Run run)
    {
        var typed = await ReadTypedAsync(run);
        Complete(typed, run);
        if (run.Get(_jsonFile) is { } path)
            typed.AddRange(await EntryFile.ReadAsync(run.Host, path, run.Cancellation));
        return typed.Count > 0 ? typed : throw CliException.Usage("Nothing to record was given: use --note, --vital, --allergy, --problem, --medication or --json-file; see --help.");
    }

    private async Task<List<EntryContent>> ReadTypedAsync(Run run)
    {
        var entries = new List<EntryContent>();
        if (run.Get(_allergy) is { } allergy)
            entries.Add(TypedEntries.Allergy(allergy, run.Get(_reactions) ?? [], run.Get(_criticality), run.Get(_status)));
        if (run.Get(_problem) is { } problem)
            entries.Add(TypedEntries.Problem(problem, run.Get(_status)));
        if (run.Get(_medication) is { } medication)
            entries.Add(TypedEntries.Medication(medication, run.Get(_dosages) ?? []));
        if (run.Get(_vaccine) is { } vaccine)
            entries.Add(TypedEntries.Vaccination(vaccine, run.Get(_lot)));
        if (run.Get(_procedure) is { } procedure)
            entries.Add(TypedEntries.Procedure(procedure));
        entries.AddRange((run.Get(_vitals) ?? []).Select(VitalSigns.Parse));
        entries.AddRange((run.Get(_labs) ?? []).Select(LabResults.Parse));
        if (run.Get(_note) is { } note)
            entries.Add(TypedEntries.Note(note, run.Get(_title)));
        if (run.Get(_noteFile) is { } file)
            entries.Add(TypedEntries.Note(await ReadTextAsync(run, file), run.Get(_title)));
        return entries;
    }

    // What the options say of every entry alike.
    private void Complete(List<EntryContent> entries, Run run)
    {
        if (entries.Count == 0)
            return;
        if (run.Get(_code) is { } code)
            TypedEntries.SetCode(entries.Count == 1 ? entries[0] : throw CliException.Usage("--code belongs to one entry: record the others with another command."), Concepts.ParseCoding(code));
        var at = run.Get(_at) ?? $"{run.Host.Time.GetLocalNow():yyyy-MM-dd'T'HH:mm:sszzz}";
        run.RepeatWith("--at", at);
        foreach (var entry in entries)
        {
            entry.Time = new ClinicalTime { Start = at };
            if (run.Get(_status) is { } status && entry.Condition is null && entry.Allergy is null)
                entry.Status = status;
            if (run.Get(_remark) is { } remark)
                entry.Remark = remark;
            entry.Sensitivity.AddRange((run.Get(_sensitivities) ?? []).Select(ToSensitivity));
        }
    }

    private static Sensitivity ToSensitivity(string text) =>
        Words.Parse<Sensitivity>(text) ?? throw CliException.Usage($"'{text}' is no confidentiality label: use one of {string.Join(", ", Words.All<Sensitivity>())}.");

    private static async Task<string> ReadTextAsync(Run run, string path)
    {
        using var reader = path == "-" ? new StreamReader(run.Host.Input) : new StreamReader(path);
        return await reader.ReadToEndAsync(run.Cancellation);
    }
}
