using System.Text;

namespace MedRecords.Battery.Load;

/// <summary>Copies templates and fills their slots.</summary>
internal sealed class TemplateSource : IRequestSource
{
    private const int CounterDigits = 12;

    private readonly Prepared[] _templates;
    private readonly byte[] _runId = Encoding.ASCII.GetBytes(Guid.NewGuid().ToString("N"));
    private ulong _random = 0x9E3779B97F4A7C15;
    private long _sent;

    public TemplateSource(IReadOnlyList<RequestTemplate> templates) => _templates = templates.Select(Prepare).ToArray();

    /// <inheritdoc/>
    public int LongestMessage => _templates.Max(template => template.Message.Length);

    /// <inheritdoc/>
    public int WriteNext(Span<byte> destination)
    {
        var turn = _sent++;
        var template = _templates[turn % _templates.Length];
        template.Message.CopyTo(destination);
        foreach (var slot in template.Slots)
            Fill(destination.Slice(slot.Offset, slot.Length), slot, turn / _templates.Length);
        return template.Message.Length;
    }

    private static Prepared Prepare(RequestTemplate template) =>
        new(template.Message, template.Slots.Select(slot => new PreparedSlot(slot.Offset, slot.Length, slot.Fill, Encode(slot))).ToArray());

    private static byte[][] Encode(Slot slot)
    {
        var choices = slot.Choices.Select(Encoding.ASCII.GetBytes).ToArray();
        return choices.All(choice => choice.Length == slot.Length)
            ? choices
            : throw new ArgumentException($"A choice is not as long as its slot of {slot.Length} bytes.", nameof(slot));
    }

    private void Fill(Span<byte> place, PreparedSlot slot, long turn)
    {
        if (slot.Fill == SlotFill.Unique)
            WriteUnique(place);
        else
            slot.Choices[slot.Fill == SlotFill.InOrder ? turn % slot.Choices.Length : NextRandom(slot.Choices.Length)].CopyTo(place);
    }

    private void WriteUnique(Span<byte> place)
    {
        var prefix = place.Length - CounterDigits;
        _runId.AsSpan(0, prefix).CopyTo(place);
        var rest = _sent;
        for (var i = place.Length - 1; i >= prefix; i--, rest >>= 4)
            place[i] = "0123456789abcdef"u8[(int)(rest & 0xF)];
    }

    private long NextRandom(int below)
    {
        _random ^= _random << 13;
        _random ^= _random >> 7;
        _random ^= _random << 17;
        return (long)(_random % (ulong)below);
    }

    private sealed record Prepared(byte[] Message, PreparedSlot[] Slots);

    private sealed record PreparedSlot(int Offset, int Length, SlotFill Fill, byte[][] Choices);
}
