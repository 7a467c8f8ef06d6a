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

    /// <summary>A template for a message that has <see cref="OperationId"/> in it any number of times, none included.</summary>
    public static RequestTemplate For(IMessage message)
    {
        var bytes = message.ToByteArray();
        return new RequestTemplate(bytes, UniqueSlots(bytes));
    }

    /// <summary>A template for a message with <see cref="ChartId"/> in it, and perhaps <see cref="OperationId"/>.</summary>
    public static RequestTemplate For(IMessage message, IReadOnlyList<string> charts, SlotFill fill)
    {
        var bytes = message.ToByteArray();
        return new RequestTemplate(bytes, [new(Find(bytes, ChartId, 0), IdLength, fill, charts), .. UniqueSlots(bytes)]);
    }

    private static List<Slot> UniqueSlots(byte[] message)
    {
        var slots = new List<Slot>();
        for (var at = Find(message, OperationId, 0); at >= 0; at = Find(message, OperationId, at + IdLength))
            slots.Add(new Slot(at, IdLength, SlotFill.Unique, []));
        return slots;
    }

    private static int Find(byte[] message, string text, int from) =>
        message.AsSpan(from).IndexOf(Encoding.ASCII.GetBytes(text)) is >= 0 and var offset ? from + offset : -1;
}
