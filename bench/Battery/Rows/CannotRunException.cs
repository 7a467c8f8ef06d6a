namespace MedRecords.Battery.Rows;

/// <summary>A row cannot run here. The message says why and what to do.</summary>
internal sealed class CannotRunException(string message) : Exception(message);
