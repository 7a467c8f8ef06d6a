using System.CommandLine;
using MedRecords.Cli.Connecting;
using MedRecords.Cli.Output;

namespace MedRecords.Cli.Running;

/// <summary>One run of one command: what was asked for, and what it works with.</summary>
internal sealed class Run(Host host, Settings settings, ParseResult parsed, CancellationToken cancellation) : IDisposable
{
    private readonly List<string> _toRepeat = [];
    private Service? _service;

    /// <summary>What surrounds the command.</summary>
    public Host Host => host;

    /// <summary>The global options.</summary>
    public Settings Settings => settings;

    /// <summary>Fires when the user interrupts.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Where results go.</summary>
    public CommandOutput Output { get; } = new(host, settings.Json);

    /// <summary>The service, connected to when first used.</summary>
    public Service Service => _service ??= new Service(host, settings, cancellation);

    /// <summary>What to add to the command so that it repeats this very operation; null where it records nothing.</summary>
    public string? ToRepeat => _toRepeat.Count == 0 ? null : string.Join(' ', _toRepeat);

    /// <summary>An option's value.</summary>
    public T? Get<T>(Option<T> option) => parsed.GetValue(option);

    /// <summary>An argument's value.</summary>
    public T Get<T>(Argument<T> argument) => parsed.GetValue(argument)!;

    /// <summary>Remembers what would repeat this operation.</summary>
    public void RepeatWith(string option, string value) => _toRepeat.Add($"{option} {value}");

    /// <summary>Closes the connection and writes what is buffered.</summary>
    public void Dispose() => _service?.Dispose();
}
