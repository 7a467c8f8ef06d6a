using MedRecords.Journal.Contract;
using MedRecords.Journal.Sealing;

namespace MedRecords.Journal.Tests.Sealing;

public sealed class Sealed_payloads
{
    private static readonly HistoryId History = HistoryId.Create(HistoryKind.Chart, new byte[16]);

    private readonly DataKey _key = DataKey.Generate();

    [Fact]
    public void Open_only_as_themselves()
    {
        var payload = Sealer.Seal(_key, History, 3, "content"u8);
        var elsewhere = HistoryId.Create(HistoryKind.Account, new byte[16]);

        Assert.Equal("content"u8, Sealer.Open(_key, History, 3, payload));
        Assert.Throws<JournalDamagedException>(() => Sealer.Open(_key, History, 4, payload));
        Assert.Throws<JournalDamagedException>(() => Sealer.Open(_key, elsewhere, 3, payload));
        Assert.Throws<JournalDamagedException>(() => Sealer.Open(DataKey.Generate(), History, 3, payload));
    }

    [Fact]
    public void Do_not_open_with_any_bit_changed_or_cut()
    {
        var payload = Sealer.Seal(_key, History, 3, "content"u8);
        for (var bit = 0; bit < payload.Length * 8; bit++)
        {
            var altered = (byte[])payload.Clone();
            altered[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<JournalDamagedException>(() => Sealer.Open(_key, History, 3, altered));
        }

        for (var length = 0; length < payload.Length; length++)
            Assert.Throws<JournalDamagedException>(() => Sealer.Open(_key, History, 3, payload.AsSpan(0, length)));
    }

    [Fact]
    public void Show_nothing_of_what_they_hold_and_never_look_alike()
    {
        var (one, two) = (Sealer.Seal(_key, History, 3, "canary canary"u8), Sealer.Seal(_key, History, 3, "canary canary"u8));
        Assert.Equal(-1, one.AsSpan().IndexOf("canary"u8));
        Assert.NotEqual(one, two);
    }

    [Fact]
    public void Access_records_open_only_whole()
    {
        var sealer = new AccessSealer(_key);
        var record = sealer.Seal(History, 1, 5, new byte[32], new Google.Protobuf.WellKnownTypes.StringValue { Value = "who" });

        Assert.Equal("who", Google.Protobuf.WellKnownTypes.StringValue.Parser.ParseFrom(new AccessSealer(_key).Open(record)).Value);
        for (var i = 0; i < record.Length; i++)
        {
            var altered = (byte[])record.Clone();
            altered[i] ^= 1;
            Assert.Throws<JournalDamagedException>(() => sealer.Open(altered));
        }
    }

    [Fact]
    public void Data_keys_open_with_their_master_key_and_for_their_history_only()
    {
        var ring = KeyRing.Parse(KeyRing.GenerateText());
        var wrapped = ring.Wrap(_key, History);

        Assert.Equal(_key.Bytes, ring.Unwrap(wrapped, History).Bytes);
        Assert.Throws<JournalDamagedException>(() => ring.Unwrap(wrapped, HistoryId.Create(HistoryKind.Chart, Enumerable.Repeat((byte)1, 16).ToArray())));
        Assert.Throws<JournalUnavailableException>(() => KeyRing.Parse(KeyRing.GenerateText()).Unwrap(wrapped, History));
    }

    [Fact]
    public void A_ring_with_a_newer_key_in_front_still_opens_what_the_older_wrapped()
    {
        var old = KeyRing.GenerateText();
        var wrapped = KeyRing.Parse(old).Wrap(_key, History);

        Assert.Equal(_key.Bytes, KeyRing.Parse(KeyRing.GenerateText() + old).Unwrap(wrapped, History).Bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    public void A_text_that_is_no_key_ring_is_refused(string text) => Assert.Throws<JournalRefusedException>(() => KeyRing.Parse(text));
}
