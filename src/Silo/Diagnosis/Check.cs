using MedRecords.V1;

namespace MedRecords.Silo.Diagnosis;

/// <summary>Looks at one thing that can be wrong with a service or its machine, and changes nothing.</summary>
/// <param name="name">The thing, in a word.</param>
internal abstract class Check(string name)
{
    /// <summary>The thing, in a word.</summary>
    public string Name => name;

    /// <summary>What it finds; nothing where the thing is not there to be looked at.</summary>
    public abstract IAsyncEnumerable<Finding> RunAsync(Examination subject, CancellationToken cancellation);

    /// <summary>A finding that all is well.</summary>
    protected Finding Ok(string words) => Finding(FindingSeverity.Ok, words, string.Empty);

    /// <summary>A finding that needs attention before long.</summary>
    protected Finding Warning(string words, string advice) => Finding(FindingSeverity.Warning, words, advice);

    /// <summary>A finding that keeps the service from its work, or endangers what is stored.</summary>
    protected Finding Error(string words, string advice = "") => Finding(FindingSeverity.Error, words, advice);

    private Finding Finding(FindingSeverity severity, string words, string advice) => new() { Check = name, Severity = severity, Words = words, Advice = advice };
}
