using MedRecords.Grains.Interfaces.Calls;
using MedRecords.Grains.Interfaces.Charts;
using MedRecords.Grains.Interfaces.Feed;
using MedRecords.GrpcFrontend.Tests.Server;
using MedRecords.V1;

namespace MedRecords.GrpcFrontend.Tests.Watch;

/// <summary>A feed in memory, two changes a page; a token is the number of changes before it.</summary>
public sealed class TestFeed
{
    private const int PageSize = 2;
    private readonly List<bool> _hidden = [];
    private readonly FrontendServer _server;

    public TestFeed(FrontendServer server)
    {
        _server = server;
        server.Grains.Feed.On(nameof(IFeedGrain.ReadAsync), arguments => Task.FromResult<Answer<FeedPage>>(Read((FeedQuery)arguments[1]!)));
    }

    public bool Beats { get; init; } = true;

    public IEnumerable<FeedQuery> Queries => _server.Grains.Feed.Arguments<FeedQuery>(nameof(IFeedGrain.ReadAsync));

    public void Commit(int count) => Add(count, hidden: false);

    public void CommitHidden(int count) => Add(count, hidden: true);

    private void Add(int count, bool hidden)
    {
        lock (_hidden) _hidden.AddRange(Enumerable.Repeat(hidden, count));
        if (Beats) _server.Pulse.Beat();
    }

    private FeedPage Read(FeedQuery query)
    {
        lock (_hidden)
        {
            var start = query.ResumeToken.Length > 0 ? int.Parse(query.ResumeToken) : query.FromStart ? 0 : _hidden.Count;
            var end = Math.Min(start + PageSize, _hidden.Count);
            var changes = Enumerable.Range(start, end - start).Where(index => !_hidden[index]).Select(index =>
                new FeedChange($"{index + 1}", Samples.ChartId, new ChartChange(index + 1, index + 1, EntryKind.Note, AccessAction.Append, DateTimeOffset.UnixEpoch)));
            return new([.. changes], $"{end}", end == _hidden.Count);
        }
    }
}
