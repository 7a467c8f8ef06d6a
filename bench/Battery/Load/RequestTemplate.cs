using System.Text;
using Google.Protobuf;

namespace MedRecords.Battery.Load;

/// <summary>How a slot of a request is filled, each time it is sent.</summary>
internal enum SlotFill
{
    /// <summary>Letters and digits that no other request has.</summary>
    Unique,

    /// <summary>One of the choices, at random.</summary>
    Random,

    /// <summary>The choices one after another.</summary>
    InOrder,
}

/// <summary>Bytes of a request that change from one sending to the next. Their length does not.</summary>
/// <param name="Offset">Where they are in the message.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Fill">What is put there.</param>
/// <param name="Choices">What to choose from; every one as long as the slot.</param>
internal sealed record Slot(int Offset, int Length, SlotFill Fill, IReadOnlyList<string> Choices);

/// <summary>An encoded message with slots that are patched in place, so that a request costs a copy.</summary>
/// <param name="Message">The message.</param>
/// <param name="Slots">Its slots.</param>
internal sealed record RequestTemplate(byte[] Message, IReadOnlyList<Slot> Slots)
{
    /// <summary>Length of operation ids and chart ids.</summary>
    public const int IdLength = 36;

    /// <summary>Stands for an operation id in the message from which a template is made.</summary>
    public static string OperationId { get; } = new('#', IdLength);

    /// <summary>Stands for a chart id in the message from which a template is made.</summary>
    public static string ChartId { get; } = new('%', IdLength);

    /// <summary>A template for a message without slots.</summary>
    public static RequestTemplate For(IMessage message) => new(message.ToByteArray(), []);

    /// <summary>A template for a message with <see cref="ChartId"/> in it, and perhaps <see cref="OperationId"/>.</summary>
    public static RequestTemplate For(IMessage message, IReadOnlyList<string> charts, SlotFill fill)
    {
        var bytes = message.ToByteArray();
        var slots = new List<Slot> { new(Find(bytes, ChartId), IdLength, fill, charts) };
        if (Find(bytes, OperationId) is >= 0 and var offset)
            slots.Add(new Slot(offset, IdLength, SlotFill.Unique, []));
        return new RequestTemplate(bytes, slots);
    }

    private static int Find(byte[] message, string text) => message.AsSpan().IndexOf(Encoding.ASCII.GetBytes(text));
}
