namespace MedRecords.Policies;

/// <summary>Something that is wrong with a policy's file, and where.</summary>
/// <param name="File">The file, as it was named.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Sentence">What is wrong, and what to do.</param>
public sealed record Problem(string File, int Line, int Column, string Sentence)
{
    /// <summary>As compilers write it, so that editors find the place.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Sentence}";
}
