using System.Runtime.InteropServices;

namespace MedRecords.Battery.Hosts;

/// <summary>A server and the processes that it has started: all of them stand still, and go on.</summary>
/// <param name="parent">Process id of the server.</param>
internal sealed partial class ProcessGroup(int parent)
{
    private List<int> _members = [];

    /// <summary>Stops every one, and returns when none can have started another.</summary>
    public void Pause()
    {
        _members = [parent];
        Send(StopSignal.Pause, _members);
        while (Children().Except(_members).ToList() is { Count: > 0 } more)
        {
            Send(StopSignal.Pause, more);
            _members.AddRange(more);
        }
    }

    /// <summary>Lets them go on.</summary>
    public void Continue() => Send(StopSignal.Continue, _members);

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    /// <summary>Sends a signal and, where it is to stop, waits until the process has: one in a system call does when that ends.</summary>
    private static void Send(StopSignal signal, IEnumerable<int> processes)
    {
        foreach (var process in processes)
        {
            _ = Kill(process, (int)signal);
            SpinWait.SpinUntil(() => signal != StopSignal.Pause || StateOf(process) is 'T' or 'Z' or ' ');
        }
    }

    private IEnumerable<int> Children() => Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
        .Where(id => id > 0 && ReadStatus(id) is [_, var parentId, ..] && int.Parse(parentId) == parent);

    private static char StateOf(int process) => ReadStatus(process) is [var state, ..] ? state[0] : ' ';

    /// <summary>The fields of /proc/PID/stat from the state on (proc(5)); empty where the process is gone.</summary>
    private static string[] ReadStatus(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
