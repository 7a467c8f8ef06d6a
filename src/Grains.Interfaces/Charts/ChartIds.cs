using System.Security.Cryptography;
using System.Text;

namespace MedRecords.Grains.Interfaces.Charts;

/// <summary>Ids of charts: UUIDs of version 8 (RFC 9562) whose four bits after the version are 1.</summary>
public static class ChartIds
{
    /// <summary>
    /// The id of the chart that an operation opens. It follows from the account and the operation id, so a
    /// retry meets the chart that the first try opened.
    /// </summary>
    public static string ForOperation(string account, string operationId)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"chart\0{account}\0{operationId}")).AsSpan(0, 16);
        bytes[6] = 0x81;
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    /// <summary>Whether a text has the form of a chart's id.</summary>
    public static bool IsWellFormed(string text) =>
        text.Length == 36 && text[14] == '8' && text[15] == '1' && Guid.TryParseExact(text, "D", out var id) && id.ToString("D") == text;
}
