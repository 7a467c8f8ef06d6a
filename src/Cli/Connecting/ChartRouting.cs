using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace MedRecords.Cli.Connecting;

/// <summary>
/// Names the chart that a request is about in the header "chart-id", so that a load balancer can send all
/// calls for one chart to the same silo. The service itself does not read it.
/// </summary>
internal sealed class ChartRouting(CallInvoker inner) : CallInvoker
{
    /// <summary>The header's name.</summary>
    public const string Header = "chart-id";

    private const string FieldName = "chart_id";

    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor?> Fields = new();

    /// <inheritdoc/>
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        inner.BlockingUnaryCall(method, host, Route(options, request), request);

    /// <inheritdoc/>
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        inner.AsyncUnaryCall(method, host, Route(options, request), request);

    /// <inheritdoc/>
    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        inner.AsyncServerStreamingCall(method, host, Route(options, request), request);

    /// <inheritdoc/>
    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        inner.AsyncClientStreamingCall(method, host, options);

    /// <inheritdoc/>
    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(Method<TRequest, TResponse> method, string? host, CallOptions options) =>
        inner.AsyncDuplexStreamingCall(method, host, options);

    private static CallOptions Route<TRequest>(CallOptions options, TRequest request)
    {
        if (ChartOf(request as IMessage) is not { Length: > 0 } chart)
            return options;
        var headers = new Metadata();
        foreach (var entry in options.Headers ?? [])
            headers.Add(entry);
        headers.Add(Header, chart);
        return options.WithHeaders(headers);
    }

    // An id that no header can carry is no chart's either: the service is left to refuse it.
    private static string? ChartOf(IMessage? request)
    {
        if (request is null)
            return null;
        var field = Fields.GetOrAdd(request.Descriptor, descriptor => descriptor.FindFieldByName(FieldName));
        return field?.Accessor.GetValue(request) is string chart && chart.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_') ? chart : null;
    }
}
