using System.Diagnostics;
using System.Reflection;
using MedRecords.Conformance.Grpc.Server;
using Xunit;

namespace MedRecords.Conformance.Grpc.Clients;

/// <summary>A client that no one here wrote, run once as a process against a plain and a compressing server.</summary>
public abstract class ForeignClient : IAsyncLifetime
{
    private Dictionary<string, string> _results = [];
    private ProbeServer _compressing = null!;

    public ProbeServer Plain { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Plain = await ProbeServer.StartAsync();
        _compressing = await ProbeServer.StartAsync(options => options.ResponseCompressionAlgorithm = "gzip");
        var addresses = new[] { Plain, _compressing }.Select(server => new Uri(server.Address).Authority);
        var output = await RunAsync([.. addresses]);
        _results = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2))
            .ToDictionary(line => line[1].Split(':')[0], line => string.Join(' ', line));
    }

    public async Task DisposeAsync()
    {
        await Plain.DisposeAsync();
        await _compressing.DisposeAsync();
    }

    public void AssertPassed(string check) => Assert.Equal($"ok {check}", _results.GetValueOrDefault(check, $"{check} did not run"));

    protected abstract Task<string> RunAsync(string[] addresses);

    protected static string Folder(string client) => Path.Combine(
        typeof(ForeignClient).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Clients").Value!, client);

    /// <summary>Runs a program; its output if it could do its work, whatever it found.</summary>
    protected static async Task<string> RunAsync(string program, string install, params string[] arguments)
    {
        Process process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"'{program}' did not start. {install}", e);
        }
        using (process)
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            try
            {
                await Task.WhenAll(output, errors, process.WaitForExitAsync()).WaitAsync(TimeSpan.FromMinutes(2));
            }
            finally
            {
                process.Kill(entireProcessTree: true);
            }
            return (await output).Length > 0 ? await output : throw new InvalidOperationException($"'{program}' did not work. {install}\n{await errors}");
        }
    }
}
