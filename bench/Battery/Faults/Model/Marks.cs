using System.Globalization;
using MedRecords.Battery.Setup;
using MedRecords.V1;

namespace MedRecords.Battery.Faults.Model;

/// <summary>Makes the content of an append from its number, and tells the number from the content.</summary>
internal static class Marks
{
    /// <summary>Stands for what a chart is opened with: its opening, and who the patient is.</summary>
    public const long Opening = 0;

    /// <summary>Stands for an entry that no append can have made as it is.</summary>
    public const long Altered = -1;

    private const int Rates = 40;
    private const int LowestRate = 60;

    /// <summary>What an append records.</summary>
    public static EntryContent ContentOf(long number)
    {
        var content = Samples.HeartRate(LowestRate + (int)(number % Rates));
        content.Remark = number.ToString(CultureInfo.InvariantCulture);
        return content;
    }

    /// <summary>The number of the append that an entry is of; every bit of the content has to fit.</summary>
    public static long NumberOf(Entry entry)
    {
        if (entry.Kind == EntryKind.Demographics)
            return Opening;
        return long.TryParse(entry.Content.Remark, CultureInfo.InvariantCulture, out var number) && entry.Content.Equals(ContentOf(number)) ? number : Altered;
    }
}
