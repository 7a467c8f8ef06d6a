namespace MedRecords.Cli.Tests.Fakes;

/// <summary>A running service and somebody who calls it.</summary>
public abstract class Situation : IAsyncLifetime
{
    private FakeService? _service;
    private Caller? _caller;

    private protected FakeService Service => _service!;

    private protected FakeState State => _service!.State;

    private protected Caller Caller => _caller!;

    public async Task InitializeAsync()
    {
        _service = await FakeService.StartAsync();
        _caller = new Caller(_service.Url);
    }

    public async Task DisposeAsync()
    {
        _caller!.Dispose();
        await _service!.DisposeAsync();
    }
}
