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
        services: services => services.AddScoped<Scoped>().AddSingleton(new Disposals(_barriers)),
        map: app => app.MapGrpcService<ScopedService>().WithMetadata(new Mark("by convention")));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Is_made_for_each_call_and_disposed_of_after_it()
    {
        var client = new Scope.ScopeClient(_server.Channel);
        var first = await client.WhereAsync(new Note()).ResponseAsync.Within();
        var second = await client.WhereAsync(new Note()).ResponseAsync.Within();
        Assert.NotEqual(first.Text, second.Text);
        await _barriers.Passed($"{first.Text}:disposed").Within();
        await _barriers.Passed($"{second.Text}:disposed").Within();
    }

    [Fact]
    public async Task Has_endpoints_with_the_metadata_of_type_and_method_and_convention()
    {
        var marks = await new Scope.ScopeClient(_server.Channel).MarksAsync(new Note()).ResponseAsync.Within();
        Assert.Equal("by convention, on the method, on the type", marks.Text);
    }

    public sealed class Scoped
    {
        public string Id { get; } = Guid.NewGuid().ToString();
    }

    public sealed record Disposals(Barriers Barriers);

    [AttributeUsage(AttributeTargets.All)]
    public sealed class Mark(string text) : Attribute
    {
        public string Text => text;
    }

    [Mark("on the type")]
    public sealed class ScopedService(Scoped scoped, Disposals disposals) : Scope.ScopeBase, IDisposable
    {
        public override Task<Note> Where(Note request, ServerCallContext context)
        {
            Assert.Same(scoped, context.GetHttpContext().RequestServices.GetRequiredService<Scoped>());
            return Task.FromResult(new Note { Text = scoped.Id });
        }

        [Mark("on the method")]
        public override Task<Note> Marks(Note request, ServerCallContext context)
        {
            var marks = context.GetHttpContext().GetEndpoint()!.Metadata.GetOrderedMetadata<Mark>().Select(mark => mark.Text).Order(StringComparer.Ordinal);
            return Task.FromResult(new Note { Text = string.Join(", ", marks) });
        }

        public void Dispose() => disposals.Barriers.Pass($"{scoped.Id}:disposed");
    }
}
