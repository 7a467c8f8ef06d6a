using System.Globalization;
using System.Text.RegularExpressions;
using MedRecords.V1;

namespace MedRecords.Cli.Reading;

/// <summary>Clinical values in words, short enough for one line.</summary>
internal static partial class Values
{
    private const int LongestNumber = 7;
    private const int MostDecimals = 12;

    /// <summary>A concept: its author's words, or the first code's text.</summary>
    public static string Of(CodeableConcept? concept)
    {
        if (concept is null)
            return "";
        if (concept.Text.Length > 0)
            return concept.Text;
        var coding = concept.Codings.FirstOrDefault(coding => coding.Display.Length > 0) ?? concept.Codings.FirstOrDefault();
        return coding is null ? "" : coding.Display.Length > 0 ? coding.Display : coding.Code;
    }

    /// <summary>The first code of a concept, e.g. "active"; empty where there is none.</summary>
    public static string CodeOf(CodeableConcept? concept) => concept?.Codings.FirstOrDefault()?.Code is { Length: > 0 } code ? code : Of(concept);

    /// <summary>Several concepts, one after the other.</summary>
    public static string Of(IEnumerable<CodeableConcept> concepts) => Join(", ", concepts.Select(Of));

    /// <summary>A measured amount with its unit.</summary>
    public static string Of(Quantity? quantity) =>
        quantity is null ? "" : Join(" ", $"{quantity.Comparator}{Number(quantity.Value)}", quantity.Unit.Length > 0 ? quantity.Unit : quantity.Code);

    /// <summary>A decimal number as people read it: what instruments and programs write beyond four digits is left to JSON and export.</summary>
    public static string Number(string text)
    {
        if (text.Length <= LongestNumber || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return text;
        var (size, decimals) = (Math.Abs(number), 0);
        for (; size is > 0 and < 1000 && decimals < MostDecimals; size *= 10)
            decimals++;
        return Math.Round(number, decimals).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>An amount of money.</summary>
    public static string Of(Money? money) => money is null ? "" : Join(" ", money.Value, money.Currency);

    /// <summary>A person's name, family name first.</summary>
    public static string Of(HumanName name)
    {
        var given = Join(" ", [.. name.Given, .. name.Suffix]);
        var parts = Join(", ", name.Family.ToUpperInvariant(), given);
        return parts.Length == 0 ? name.Text : name.Prefix.Count == 0 ? parts : $"{parts} ({Join(" ", name.Prefix)})";
    }

    /// <summary>An address on one line.</summary>
    public static string Of(Address? address)
    {
        if (address is null)
            return "";
        var lines = Join(", ", [.. address.Line, address.City, Join(" ", address.State, address.PostalCode), address.Country]);
        return lines.Length > 0 ? lines : address.Text;
    }

    /// <summary>A reference: words if it has them.</summary>
    public static string Of(Reference? reference) => reference is null ? "" : reference.Display.Length > 0 ? reference.Display : reference.Reference_;

    /// <summary>When something was true, e.g. "2011-12-13 22:28" or "2011 to 2014".</summary>
    public static string Of(ClinicalTime? time)
    {
        if (time is null)
            return "";
        return time.IsPeriod && time.End.Length > 0 ? $"{Moment(time.Start)} to {Moment(time.End)}" : Moment(time.Start);
    }

    /// <summary>A FHIR date or dateTime to the minute, in the clock time of the place where it was recorded.</summary>
    public static string Moment(string text) => DateTimeText().Match(text) is { Success: true } match ? $"{match.Groups["date"]} {match.Groups["minute"]}" : text;

    /// <summary>The parts that say something, joined.</summary>
    public static string Join(string separator, params IEnumerable<string> parts) => string.Join(separator, parts.Where(part => part.Length > 0));

    [GeneratedRegex(@"^(?<date>\d{4}-\d\d-\d\d)T(?<minute>\d\d:\d\d)")]
    private static partial Regex DateTimeText();
}
