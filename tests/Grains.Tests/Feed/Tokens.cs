using MedRecords.Grains.Feed;
using MedRecords.Journal.Sealing;

namespace MedRecords.Grains.Tests.Feed;

public sealed class Tokens
{
    private readonly TermHasher _ours = new(DataKey.Generate());

    [Fact]
    public void A_token_says_where_it_stood()
    {
        Assert.True(FeedToken.TryRead(new FeedToken(7, 3, 2).Write(_ours), _ours, out var read));
        Assert.Equal(new FeedToken(7, 3, 2), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Anything_else_is_no_token(string text) => Assert.False(FeedToken.TryRead(text, _ours, out _));

    [Fact]
    public void A_token_of_another_institution_or_an_altered_one_is_no_token()
    {
        var token = new FeedToken(7, 3, 2).Write(_ours);
        Assert.False(FeedToken.TryRead(token, new TermHasher(DataKey.Generate()), out _));
        for (var i = 0; i < token.Length; i++)
        {
            var altered = token.ToCharArray();
            altered[i] = altered[i] == 'A' ? 'B' : 'A';
            Assert.False(FeedToken.TryRead(new string(altered), _ours, out _));
        }
    }
}
