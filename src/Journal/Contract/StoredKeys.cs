namespace MedRecords.Journal.Contract;

/// <summary>A history's wrapped data key as read back. Its bytes 1 to 8 name the master key; the rest is opaque to the store.</summary>
/// <param name="History">The history.</param>
/// <param name="Wrapped">The wrapped key.</param>
public readonly record struct StoredKey(HistoryId History, byte[] Wrapped);

/// <summary>The wrapped data keys that name one master key.</summary>
/// <param name="MasterKey">The name, 8 bytes; fewer where what is stored ends before.</param>
/// <param name="Keys">How many there are.</param>
public readonly record struct KeyGroup(byte[] MasterKey, long Keys);

/// <summary>A wrapped data key in place of another.</summary>
/// <param name="History">The history.</param>
/// <param name="Old">The wrapped key that has to be there.</param>
/// <param name="New">The one that takes its place.</param>
public readonly record struct KeyReplacement(HistoryId History, ReadOnlyMemory<byte> Old, ReadOnlyMemory<byte> New);
