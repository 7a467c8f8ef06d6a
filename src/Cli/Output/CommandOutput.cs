using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Google.Protobuf;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace MedRecords.Cli.Output;

/// <summary>Where a command puts its results: JSON lines for programs, or text for people, never both.</summary>
internal sealed class CommandOutput
{
    private static readonly JsonSerializerOptions JsonText = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly Host _host;
    private readonly Lazy<IAnsiConsole> _console;

    /// <summary>Output of a run in the given surroundings.</summary>
    public CommandOutput(Host host, bool json)
    {
        (_host, IsJson) = (host, json);
        _console = new(() => Consoles.Create(host));
    }

    /// <summary>Whether programs read the output.</summary>
    public bool IsJson { get; }

    /// <summary>Whether a person watches it come.</summary>
    public bool IsLive => !IsJson && _host.OutputIsTerminal;

    /// <summary>The console for people.</summary>
    public IAnsiConsole Console => _console.Value;

    /// <summary>One result: an object for programs, a sentence for people.</summary>
    public void Result(JsonObject json, string sentence)
    {
        if (IsJson)
            Json(json);
        else
            Line(sentence);
    }

    /// <summary>One object on one line.</summary>
    public void Json(JsonObject json) => _host.Out.Write(json.ToJsonString(JsonText) + "\n");

    /// <summary>One message on one line.</summary>
    public void Json(IMessage message) => Json(ProtoJson.ToNode(message));

    /// <summary>One line of text, wrapped nowhere.</summary>
    public void Line(string text) => _host.Out.Write(Clean.Line(text) + "\n");

    /// <summary>Something drawn for people.</summary>
    public void Draw(IRenderable drawing) => Console.Write(drawing);

    /// <summary>A remark beside the result, on standard error.</summary>
    public void Note(string text) => _host.Error.WriteLine(Clean.Line(text));

    /// <summary>Hands over what is buffered.</summary>
    public void Flush() => _host.Out.Flush();
}
