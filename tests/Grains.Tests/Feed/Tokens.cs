using System.Buffers.Text;
using MedRecords.Grains.Feed;
using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;

namespace MedRecords.Grains.Tests.Feed;

public sealed class Tokens
{
    private readonly TermHasher _ours = new(DataKey.Generate());

    [Fact]
    public void A_token_says_where_it_stood()
    {
        Assert.True(FeedToken.TryRead(new FeedToken(7, 3, 2, 9).Write(_ours), _ours, out var read));
        Assert.Equal(new FeedToken(7, 3, 2, 9), read);
    }

    [Fact]
    public void A_token_of_the_first_form_still_says_where_it_stood()
    {
        byte[] body = [0, 0, 0, 0, 0, 0, 0, 7, 0, 0, 0, 3, 0, 0, 0, 2];
        var text = Base64Url.EncodeToString([.. body, .. _ours.Hash("feed token", Convert.ToHexString(body))[..8]]);

        Assert.True(FeedToken.TryRead(text, _ours, out var read));
        Assert.Equal(new FeedToken(7, 3, 2, 0), read);
        Assert.True(read.IsOf(new StoredCommit(7, [[1]])));
    }

    [Fact]
    public void A_token_is_of_the_journal_whose_commit_holds_the_same()
    {
        var token = FeedToken.After(new StoredCommit(7, [[1], [2]]));

        Assert.True(token.IsOf(new StoredCommit(7, [[1], [2]])));
        Assert.False(token.IsOf(new StoredCommit(7, [[1], [3]])));
        Assert.False(token.IsOf(new StoredCommit(8, [[1], [2]])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("not base64: ümlaut, \0, +/")]
    [InlineData("A===")]
    public void Anything_else_is_no_token(string text) => Assert.False(FeedToken.TryRead(text, _ours, out _));

    [Fact]
    public void A_token_of_another_institution_or_an_altered_one_is_no_token()
    {
        var token = new FeedToken(7, 3, 2, 9).Write(_ours);
        Assert.False(FeedToken.TryRead(token, new TermHasher(DataKey.Generate()), out _));
        for (var i = 0; i < token.Length; i++)
        {
            var altered = token.ToCharArray();
            altered[i] = altered[i] == 'A' ? 'B' : 'A';
            Assert.False(FeedToken.TryRead(new string(altered), _ours, out _));
        }
    }
}
