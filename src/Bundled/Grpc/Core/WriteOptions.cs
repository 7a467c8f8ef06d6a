namespace Grpc.Core;

/// <summary>Ways to write a message.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message is not compressed, whatever the call's encoding.</summary>
    NoCompress = 2,
}

/// <summary>How messages are written.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    /// <summary>The ways chosen.</summary>
    public WriteFlags Flags => flags;
}
