using MedRecords.Grains.Charts;

namespace MedRecords.Grains.Tests.Charts;

public sealed class Growing
{
    [Fact]
    public void A_list_holds_what_was_added_in_its_order()
    {
        var list = Numbers(1000);

        Assert.Equal(Enumerable.Range(0, 1000), Items(list));
        Assert.Equal(Enumerable.Range(0, 1000), Items(GrowingList<int>.Of([.. Enumerable.Range(0, 1000)])));
        Assert.Equal(Enumerable.Range(900, 100), Items(list.From(900)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(100)]
    public void Two_lists_grown_from_one_do_not_see_each_other(int length)
    {
        var common = Numbers(length);
        var one = common.Add(-1).Add(-2);
        var other = common.Add(-3);

        Assert.Equal([.. Enumerable.Range(0, length), -1, -2], Items(one));
        Assert.Equal([.. Enumerable.Range(0, length), -3], Items(other));
        Assert.Equal(Enumerable.Range(0, length), Items(common));
    }

    [Fact]
    public async Task Of_many_who_grow_one_list_at_once_each_gets_their_own()
    {
        var common = Numbers(60);

        var grown = await Task.WhenAll(Enumerable.Range(0, 16).Select(number => Task.Run(() =>
            Enumerable.Range(0, 100).Aggregate(common, (list, _) => list.Add(-number)))));

        for (var number = 0; number < grown.Length; number++)
            Assert.Equal([.. Enumerable.Range(0, 60), .. Enumerable.Repeat(-number, 100)], Items(grown[number]));
    }

    private static GrowingList<int> Numbers(int count) =>
        Enumerable.Range(0, count).Aggregate(GrowingList<int>.Empty, static (list, item) => list.Add(item));

    private static IEnumerable<int> Items(GrowingList<int> list) =>
        Enumerable.Range(0, list.PieceCount).SelectMany(piece => list.Piece(piece).ToArray());
}
