using System.Text;

namespace MedRecords.GrpcFrontend.Calls;

/// <summary>
/// Describes an exception for the log without anything a patient said or had: types and stack traces, and
/// the message only where this project wrote it. Others' messages may quote what they failed on.
/// </summary>
internal static class FaultText
{
    public static string Of(Exception exception)
    {
        var text = new StringBuilder();
        for (var current = exception; current is not null; current = current.InnerException)
        {
            if (text.Length > 0) text.Append(" <- ");
            text.Append(current.GetType().FullName);
            if (IsOurs(current)) text.Append(": ").Append(current.Message);
        }

        return text.AppendLine().Append(exception.StackTrace).ToString();
    }

    private static bool IsOurs(Exception exception) =>
        exception.GetType().Namespace?.StartsWith("MedRecords.", StringComparison.Ordinal) == true;
}
