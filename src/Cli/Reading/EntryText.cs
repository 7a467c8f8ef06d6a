using MedRecords.V1;
using Detail = MedRecords.V1.EntryContent.DetailOneofCase;

namespace MedRecords.Cli.Reading;

/// <summary>What an entry says, on one line.</summary>
internal static class EntryText
{
    /// <summary>The entry's content in words; the placeholder where nothing of it was released.</summary>
    public static string Of(Entry entry)
    {
        if (entry.Content is not { } content)
            return Words.NotShown;
        var text = Of(content);
        return entry.Masked.Count > 0 && text.Length == 0 ? Words.NotShown : text;
    }

    /// <summary>When the entry was true, or when it was recorded where it does not say.</summary>
    public static string TimeOf(Entry entry) => Values.Of(entry.Content?.Time) is { Length: > 0 } time ? time : entry.RecordedAt is { } at ? $"{at.ToDateTime():yyyy-MM-dd HH:mm}" : "";

    /// <summary>Content in words.</summary>
    public static string Of(EntryContent content)
    {
        var detail = OfDetail(content);
        var remark = content.Remark.Length > 0 && content.DetailCase != Detail.Note ? $"“{content.Remark}”" : "";
        return Values.Join(" ", detail, remark);
    }

    private static string OfDetail(EntryContent content)
    {
        var code = Values.Of(content.Code);
        return content.DetailCase switch
        {
            Detail.Demographics => Values.Join(", ", [.. content.Demographics.Names.Take(1).Select(Values.Of), content.Demographics.BirthDate, content.Demographics.Gender]),
            Detail.EncounterDetail => Values.Join(", ", Values.Of(content.EncounterDetail.Types_), Values.Of(content.EncounterDetail.Reasons)),
            Detail.Condition => Values.Join(", ", code, Values.CodeOf(content.Condition.ClinicalStatus)),
            Detail.Allergy => AllergyText(code, content.Allergy),
            Detail.Medication => Values.Join(", ", [code, .. content.Medication.DosageTexts, content.Status]),
            Detail.Immunization => Values.Join(", ", code, content.Immunization.LotNumber.Length > 0 ? $"lot {content.Immunization.LotNumber}" : ""),
            Detail.Procedure => Values.Join(", ", code, Values.Of(content.Procedure.Outcome)),
            Detail.Observation => $"{code} {ValueOf(content.Observation)}".Trim(),
            Detail.DiagnosticReport => Values.Join(": ", code, content.DiagnosticReport.Conclusion),
            Detail.CarePlan => Values.Join(": ", content.CarePlan.Title.Length > 0 ? content.CarePlan.Title : Values.Of(content.CarePlan.Categories), content.CarePlan.Description),
            Detail.Goal => Values.Of(content.Goal.Description),
            Detail.ImagingStudy => content.ImagingStudy.Description.Length > 0 ? content.ImagingStudy.Description : code,
            Detail.Note => Values.Join(": ", content.Note.Title.Length > 0 ? content.Note.Title : code, content.Note.Text),
            Detail.Claim => Values.Join(" ", Values.Of(content.Claim.Type), Values.Of(content.Claim.Total)),
            Detail.Benefit => Values.Join(" ", Values.Of(content.Benefit.Type), content.Benefit.Outcome),
            _ => Values.Join(" ", content.Source?.ResourceType ?? "", code),
        };
    }

    /// <summary>An observation's value: amount, concept, text or parts.</summary>
    public static string ValueOf(Observation observation)
    {
        if (observation.Components.Count > 0)
            return Bloodlike(observation) ?? Values.Join(", ", observation.Components.Select(part => Values.Join(" ", Values.Of(part.Code), ValueOf(part.Quantity, part.Concept, part.Text))));
        var flag = Values.Join(", ", observation.Interpretations.Select(Values.CodeOf).Where(code => code is not "N"));
        return Values.Join(" ", ValueOf(observation.Quantity, observation.Concept, observation.Text), flag.Length > 0 ? $"[{flag}]" : "");
    }

    private static string ValueOf(Quantity? quantity, CodeableConcept? concept, string text) => Values.Join(" ", Values.Of(quantity), Values.Of(concept), text);

    // Two pressures read best as people write them: 120/80 mmHg.
    private static string? Bloodlike(Observation observation)
    {
        var systolic = Part(observation, Vocabulary.Systolic);
        var diastolic = Part(observation, Vocabulary.Diastolic);
        return systolic is null || diastolic is null ? null : $"{Values.Number(systolic.Value)}/{Values.Number(diastolic.Value)} {(systolic.Unit.Length > 0 ? systolic.Unit : systolic.Code)}".Replace("mm[Hg]", "mmHg", StringComparison.Ordinal);
    }

    private static Quantity? Part(Observation observation, string code) =>
        observation.Components.FirstOrDefault(part => part.Code?.Codings.Any(coding => coding.Code == code) == true)?.Quantity;

    private static string AllergyText(string code, Allergy allergy)
    {
        var reactions = Values.Of(allergy.Manifestations);
        return Values.Join(", ", code, reactions.Length > 0 ? $"reaction: {reactions}" : "", allergy.Criticality == "high" ? "HIGH RISK" : "", Values.CodeOf(allergy.ClinicalStatus));
    }
}
