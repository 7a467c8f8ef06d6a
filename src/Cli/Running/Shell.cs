using System.CommandLine;
using System.Text.Json;
using Grpc.Core;
using MedRecords.Cli.Refusals;

namespace MedRecords.Cli.Running;

/// <summary>Runs what commands do, and turns whatever goes wrong into one line and an exit code.</summary>
internal sealed class Shell(Host host, GlobalOptions globals)
{
    /// <summary>Lets a command do something that ends well or throws.</summary>
    public void On(Command command, Func<Run, Task> action) => On(command, async run =>
    {
        await action(run);
        return ExitCode.Ok;
    });

    /// <summary>Lets a command do something that has an exit code of its own.</summary>
    public void On(Command command, Func<Run, Task<ExitCode>> action) =>
        command.SetAction(async (parsed, cancellation) => (int)await RunAsync(parsed, action, cancellation));

    private async Task<ExitCode> RunAsync(ParseResult parsed, Func<Run, Task<ExitCode>> action, CancellationToken cancellation)
    {
        Run? run = null;
        try
        {
            run = new Run(host, globals.Read(parsed, host), parsed, cancellation);
            return await action(run);
        }
        catch (Exception e) when (cancellation.IsCancellationRequested && e is OperationCanceledException or RpcException { StatusCode: StatusCode.Cancelled })
        {
            return Say(ExitCode.Interrupted, "Interrupted." + (run?.ToRepeat is { } repeat ? $" To repeat it: {repeat}." : ""));
        }
        catch (RpcException e)
        {
            var refusal = Refusal.Of(e);
            return Say(Verdict.ExitCodeOf(refusal), Verdict.SentenceOf(refusal, run!.Settings.ServerName, run.ToRepeat));
        }
        catch (Exception e) when (OnThisMachine(e) is { } failure)
        {
            return Say(failure.Code, failure.Message);
        }
        finally
        {
            run?.Dispose();
        }
    }

    private static CliException? OnThisMachine(Exception exception) => exception switch
    {
        CliException failure => failure,
        FileNotFoundException e => new(ExitCode.Failed, $"There is no file {e.FileName}."),
        IOException or UnauthorizedAccessException => new(ExitCode.Failed, exception.Message),
        JsonException => new(ExitCode.BrokenInput, $"The input is not valid JSON: {exception.Message}"),
        System.Security.Cryptography.CryptographicException => new(ExitCode.Failed, $"The certificate cannot be used: {exception.Message}"),
        _ => null,
    };

    private ExitCode Say(ExitCode code, string sentence)
    {
        host.Error.WriteLine($"medrecords: {Output.Clean.Line(sentence)}");
        return code;
    }
}
