extern alias cli;

using System.Text;
using System.Text.Json.Nodes;
using cli::MedRecords.Cli;
using cli::MedRecords.Cli.Running;

namespace MedRecords.Cli.Tests.Fakes;

/// <summary>Runs commands as a person or a script would, with a home folder of their own.</summary>
internal sealed class Caller : IDisposable
{
    public const string Password = "correct horse battery";

    public Caller(string server)
    {
        Home = System.IO.Directory.CreateTempSubdirectory("medrecords-cli-").FullName;
        Environment = new() { ["MEDRECORDS_SERVER"] = server, ["XDG_STATE_HOME"] = Path.Combine(Home, "state"), ["MEDRECORDS_USER"] = "nora", ["MEDRECORDS_PASSWORD"] = Password };
    }

    public string Home { get; }

    public Dictionary<string, string> Environment { get; }

    public byte[] Input { get; set; } = [];

    public Queue<string?>? Typed { get; set; }

    public bool AtTerminal { get; set; }

    public int Width { get; set; } = 100;

    public TimeProvider Time { get; set; } = new InstantTime();

    public async Task<Finished> RunAsync(params string[] args) => await RunAsync(CancellationToken.None, args);

    public async Task<Finished> RunAsync(CancellationToken interrupted, params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        using var host = new Host
        {
            Input = new MemoryStream(Input),
            Output = output,
            Error = error,
            Environment = name => Environment.GetValueOrDefault(name),
            AskSecret = Typed is null ? null : _ => Typed.Dequeue(),
            OutputIsTerminal = AtTerminal,
            Width = Width,
            Time = Time,
        };
        var code = await CommandLine.RunAsync(args, host, interrupted);
        return new Finished(code, output.ToArray(), error.ToString());
    }

    /// <summary>A file in the caller's home.</summary>
    public string Write(string name, string text)
    {
        var path = Path.Combine(Home, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => System.IO.Directory.Delete(Home, recursive: true);
}

/// <summary>What a command left behind.</summary>
internal sealed record Finished(int Code, byte[] Bytes, string Error)
{
    public string Out => Encoding.UTF8.GetString(Bytes);

    public JsonObject[] Lines => [.. Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject())];
}
