using Grpc.Core;
using MedRecords.Conformance.Grpc.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MedRecords.Conformance.Grpc.Hosting;

public sealed class A_service : IAsyncLifetime
{
    private readonly Barriers _barriers = new();
    private ProbeServer _server = null!;

    public async Task InitializeAsync() => _server = await ProbeServer.StartAsync(
        services: services => services.AddSingleton(new Disposals(_barriers)), map: app => app.MapGrpcService<MarkedService>());

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Is_made_for_each_call_and_disposed_of_after_it()
    {
        var client = new Instance.InstanceClient(_server.Channel);
        var first = await client.WhichAsync(new Note()).ResponseAsync.Within();
        var second = await client.WhichAsync(new Note()).ResponseAsync.Within();
        Assert.NotEqual(first.Text, second.Text);
        await _barriers.Passed($"{first.Text}:disposed").Within();
        await _barriers.Passed($"{second.Text}:disposed").Within();
    }

    [Fact]
    public async Task Has_endpoints_with_the_metadata_of_type_and_method()
    {
        var marks = await new Instance.InstanceClient(_server.Channel).MarksAsync(new Note()).ResponseAsync.Within();
        Assert.Equal("on the method, on the type", marks.Text);
    }

    public sealed record Disposals(Barriers Barriers);

    [AttributeUsage(AttributeTargets.All)]
    public sealed class Mark(string text) : Attribute
    {
        public string Text => text;
    }

    [Mark("on the type")]
    public sealed class MarkedService(Disposals disposals) : Instance.InstanceBase, IDisposable
    {
        private readonly string _id = Guid.NewGuid().ToString();

        public override Task<Note> Which(Note request, ServerCallContext context) => Task.FromResult(new Note { Text = _id });

        [Mark("on the method")]
        public override Task<Note> Marks(Note request, ServerCallContext context)
        {
            var marks = context.GetHttpContext().GetEndpoint()!.Metadata.GetOrderedMetadata<Mark>().Select(mark => mark.Text).Order(StringComparer.Ordinal);
            return Task.FromResult(new Note { Text = string.Join(", ", marks) });
        }

        public void Dispose() => disposals.Barriers.Pass($"{_id}:disposed");
    }
}
