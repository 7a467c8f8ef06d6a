namespace MedRecords.Conformance.Grains.PersistentState;

[GenerateSerializer]
public sealed class Page
{
    [Id(0)]
    public string Text { get; set; } = "";

    [Id(1)]
    public int Revision { get; set; }

    [Id(2)]
    public List<string> Marks { get; set; } = [];

    [Id(3)]
    public byte[] Seal { get; set; } = [];
}

public interface IStateGrain : IGrainWithStringKey
{
    Task<string> OnActivation();

    Task<string> Current();

    Task<string> Details();

    Task Write(string text);

    Task Clear();

    Task Leave();
}

public sealed class StateGrain(
    Probe probe,
    [PersistentState("page", "Pages")] IPersistentState<Page> page,
    [PersistentState("cover", "Pages")] IPersistentState<Page> cover) : Grain, IStateGrain
{
    private string seenOnActivation = "";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        seenOnActivation = Describe();
        probe.Count(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public Task<string> OnActivation() => Task.FromResult(seenOnActivation);

    public Task<string> Current() => Task.FromResult(Describe());

    public Task<string> Details() => Task.FromResult($"{string.Join("+", page.State.Marks)} {Convert.ToHexString(page.State.Seal)}");

    public async Task Write(string text)
    {
        page.State.Text = text;
        page.State.Revision++;
        await page.WriteStateAsync();
        cover.State.Text = $"cover of {text}";
        await cover.WriteStateAsync();
    }

    public Task Clear() => page.ClearStateAsync();

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private string Describe() => $"{(page.RecordExists ? "record" : "no record")}, '{page.State.Text}' revision {page.State.Revision}, '{cover.State.Text}'";
}
