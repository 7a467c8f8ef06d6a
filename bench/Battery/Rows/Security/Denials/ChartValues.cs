using System.Globalization;
using System.Text;
using MedRecords.Battery.Setup;

namespace MedRecords.Battery.Rows.Security.Denials;

/// <summary>What words of the table's requests stand for, where they are about a chart at the clinic.</summary>
internal static class ChartValues
{
    /// <summary>The words with their values.</summary>
    public static IReadOnlyDictionary<string, string> Of(FurnishedChart chart) => new Dictionary<string, string>
    {
        ["chart"] = chart.Id,
        ["entry"] = chart.Entries[0].ToString(CultureInfo.InvariantCulture),
        ["spare-entry"] = chart.Entries[1].ToString(CultureInfo.InvariantCulture),
        ["family"] = chart.Family,
        ["identifier"] = chart.Identifier,
        ["grant"] = chart.Grant,
        ["proxy"] = chart.Proxy,
        ["directive"] = chart.Directives[0],
        ["spare-directive"] = chart.Directives[1],
        ["emergency"] = chart.Emergency,
        ["site"] = Staff.Site,
        ["third-site"] = Institution.Third,
        ["word"] = "words",
        ["bundle"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(Testing.Denials.Bundles.Of("imported"))),
    };
}
