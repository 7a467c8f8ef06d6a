namespace Orleans.Runtime;

/// <summary>A fault of the grain runtime or of its storage.</summary>
public class OrleansException : Exception
{
    /// <summary>Creates a fault with a message.</summary>
    public OrleansException(string message) : base(message) { }

    /// <summary>Creates a fault with a message and its cause.</summary>
    public OrleansException(string message, Exception? innerException) : base(message, innerException) { }
}

/// <summary>The host no longer takes calls.</summary>
public sealed class SiloUnavailableException(string message) : OrleansException(message);

/// <summary>The host's settings cannot work.</summary>
public sealed class OrleansConfigurationException(string message) : Exception(message);

/// <summary>An enumeration ended early because its grain was deactivated.</summary>
public sealed class EnumerationAbortedException(string message) : Exception(message);
