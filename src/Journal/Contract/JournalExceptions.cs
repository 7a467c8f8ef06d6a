namespace MedRecords.Journal.Contract;

/// <summary>The journal could not take the commit, and nothing was stored. A retry can help.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Whether the commit was stored is not known. Read the journal before telling anyone.</summary>
public sealed class OutcomeUnknownException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>What is stored contradicts itself, its hash or its key. A retry cannot help; nothing is released.</summary>
public sealed class JournalDamagedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The journal cannot be opened. The message is one line that says why and what to do.</summary>
public sealed class JournalRefusedException(string message, Exception? inner = null) : Exception(message, inner);
