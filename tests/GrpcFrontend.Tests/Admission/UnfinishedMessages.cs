using System.Net;
using System.Net.Http.Headers;
using MedRecords.GrpcFrontend.Admission;
using MedRecords.GrpcFrontend.Tests.Server;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace MedRecords.GrpcFrontend.Tests.Admission;

public class UnfinishedMessages
{
    private const int MessageLength = 1 << 20;

    [Fact]
    public async Task Are_refused_beyond_what_they_may_hold_and_forgotten_when_their_calls_end()
    {
        await using var server = await FrontendServer.StartAsync(new() { MaxUnfinishedBytes = 200_000 });
        var budget = server.App.Services.GetRequiredService<UnfinishedRequests>();
        using var client = new HttpClient { BaseAddress = new(server.App.Urls.Single()), Timeout = Refusals.Patience };

        using var answer = await client.SendAsync(Unfinished(bytes: 400_000), HttpCompletionOption.ResponseHeadersRead);
        await UntilForgottenAsync(budget);

        Assert.Equal("8", answer.Headers.GetValues("grpc-status").Single());
    }

    [Fact]
    public async Task That_come_whole_after_all_are_carried_out()
    {
        await using var server = await FrontendServer.StartAsync(new() { MaxUnfinishedBytes = 16 << 20 });
        server.Grains.Chart.On("AppendAsync", _ => Task.FromResult<Grains.Interfaces.Calls.Answer<Grains.Interfaces.Charts.Recorded>>(Samples.Recorded()));

        var appended = await server.Charts.AppendEntriesAsync(Samples.Append(Samples.Note(new string('a', 900_000))), FrontendServer.SignedIn);

        Assert.Equal(7, appended.Version);
        await UntilForgottenAsync(server.App.Services.GetRequiredService<UnfinishedRequests>());
    }

    private static HttpRequestMessage Unfinished(int bytes)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/medrecords.v1.Charts/AppendEntries")
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new EndlessContent(bytes),
        };
        request.Headers.TE.Add(new("trailers"));
        request.Headers.Add("grpc-timeout", "60S");
        request.Headers.Authorization = new("Bearer", StubGrains.Token);
        return request;
    }

    private static async Task UntilForgottenAsync(UnfinishedRequests budget)
    {
        using var patience = new CancellationTokenSource(Refusals.Patience);
        while (budget.Held > 0)
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>The beginning of a message whose end never comes.</summary>
    private sealed class EndlessContent : HttpContent
    {
        private readonly int _bytes;

        public EndlessContent(int bytes)
        {
            _bytes = bytes;
            Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            byte[] start = [0, 0, MessageLength >> 16, 0, 0];
            await stream.WriteAsync(start, cancellationToken);
            await stream.WriteAsync(new byte[_bytes], cancellationToken);
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
