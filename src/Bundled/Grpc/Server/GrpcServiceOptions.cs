using System.IO.Compression;
using Grpc.Core.Interceptors;

namespace Grpc.AspNetCore.Server;

/// <summary>How a server treats every call.</summary>
public class GrpcServiceOptions
{
    /// <summary>The largest message accepted, in bytes; null for no limit.</summary>
    public int? MaxReceiveMessageSize { get; set; } = 4 * 1024 * 1024;

    /// <summary>The largest message sent, in bytes; null for no limit.</summary>
    public int? MaxSendMessageSize { get; set; }

    /// <summary>Whether clients are told the text of unexpected exceptions.</summary>
    public bool? EnableDetailedErrors { get; set; }

    /// <summary>The encoding of responses to clients that accept it: "gzip", or null for none.</summary>
    public string? ResponseCompressionAlgorithm { get; set; }

    /// <summary>The effort spent on compressing responses.</summary>
    public CompressionLevel? ResponseCompressionLevel { get; set; }

    /// <summary>The interceptors around every handler, outermost first.</summary>
    public InterceptorCollection Interceptors { get; } = new();
}

/// <summary>Interceptors in order, outermost first.</summary>
public sealed class InterceptorCollection
{
    internal List<Type> Types { get; } = [];

    /// <summary>Adds an interceptor; it comes from the services, or is made for each call.</summary>
    public void Add<TInterceptor>() where TInterceptor : Interceptor => Types.Add(typeof(TInterceptor));
}
