using Google.Protobuf;

namespace MedRecords.Grains.Interfaces.Messages;

/// <summary>A message as it travels between silos: in its own encoding, so that what one silo does not know yet is passed on.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct EncodedMessage(byte[] Bytes);

/// <summary>Lets Orleans carry messages of one type, alone or in the lists and answers of calls.</summary>
internal abstract class MessageConverter<TMessage> : IConverter<TMessage, EncodedMessage>
    where TMessage : class, IMessage<TMessage>, new()
{
    private static readonly MessageParser<TMessage> Parser = new(static () => new TMessage());

    public TMessage ConvertFromSurrogate(in EncodedMessage surrogate) => Parser.ParseFrom(surrogate.Bytes);

    public EncodedMessage ConvertToSurrogate(in TMessage value) => new(value.ToByteArray());
}
