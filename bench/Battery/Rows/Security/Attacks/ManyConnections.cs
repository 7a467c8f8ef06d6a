namespace MedRecords.Battery.Rows.Security.Attacks;

/// <summary>Opens connections and does nothing with them; those that are refused are tried again.</summary>
internal sealed class ManyConnections : IAttack
{
    private const int Most = 4000;
    private const int AtOnce = 50;

    /// <inheritdoc/>
    public string Name => "many connections";

    /// <inheritdoc/>
    public async Task RunAsync(Target target, CancellationToken until)
    {
        var open = new List<HostileConnection>();
        while (!until.IsCancellationRequested)
        {
            if (open.Count < Most)
            {
                open.AddRange(await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => HostileConnection.OpenAsync(target, until))));
                target.Hit(AtOnce);
            }

            foreach (var closed in open.Where(connection => !connection.IsOpen))
                closed.Dispose();
            open.RemoveAll(connection => !connection.IsOpen);
            await Attackers.BreatheAsync(until);
        }

        open.ForEach(connection => connection.Dispose());
    }
}
