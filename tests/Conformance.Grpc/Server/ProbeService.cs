using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace MedRecords.Conformance.Grpc.Server;

/// <summary>Does what the probe contract says, and passes barriers named "text:event" as it goes.</summary>
public sealed class ProbeService(Barriers barriers, Seen seen) : Probe.ProbeBase
{
    public override Task<Note> Echo(Note request, ServerCallContext context)
    {
        seen.Context = new(context.Method, context.Host, context.Peer, context.Deadline, context.GetHttpContext().Request.Protocol);
        return Task.FromResult(request);
    }

    public override async Task Repeat(Note request, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        for (var i = 0; i < request.Count; i++)
        {
            await responseStream.WriteAsync(new Note { Text = request.Text, Blob = request.Blob, Count = i });
            Interlocked.Increment(ref seen.Written);
        }
        barriers.Pass($"{request.Text}:written");
    }

    public override async Task<Note> Gather(IAsyncStreamReader<Note> requestStream, ServerCallContext context)
    {
        var gathered = new Note();
        await foreach (var note in requestStream.ReadAllAsync())
        {
            gathered.Text += note.Text;
            gathered.Count++;
            if (note.Text == "enough")
                break;
        }
        return gathered;
    }

    public override async Task Converse(IAsyncStreamReader<Note> requestStream, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        await foreach (var note in requestStream.ReadAllAsync())
            await responseStream.WriteAsync(note);
        await responseStream.WriteAsync(new Note { Text = "goodbye" });
    }

    public override Task<Note> Fail(Failure request, ServerCallContext context)
    {
        if (!request.Quiet)
            throw Exception(request);
        context.Status = new Status((StatusCode)request.Code, request.Detail);
        return Task.FromResult(new Note());
    }

    public override async Task FailLate(Failure request, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        for (var i = 0; i < request.After; i++)
            await responseStream.WriteAsync(new Note { Count = i });
        throw Exception(request);
    }

    public override async Task<Note> Hang(Note request, ServerCallContext context)
    {
        await HangAsync(request.Text, context);
        return new Note();
    }

    public override async Task HangLate(Note request, IServerStreamWriter<Note> responseStream, ServerCallContext context)
    {
        await responseStream.WriteAsync(request);
        await HangAsync(request.Text, context);
    }

    public override async Task<Note> Reflect(Note request, ServerCallContext context)
    {
        var answer = new Metadata();
        foreach (var entry in context.RequestHeaders.Where(entry => entry.Key.StartsWith("x-", StringComparison.Ordinal)))
            answer.Add(entry);
        await context.WriteResponseHeadersAsync(answer);
        foreach (var entry in answer)
            context.ResponseTrailers.Add(entry);
        return new Note { Text = string.Join(' ', context.RequestHeaders.Select(entry => entry.Key)) };
    }

    /// <summary>Waits until the test lets go, whatever the token says.</summary>
    private async Task HangAsync(string name, ServerCallContext context)
    {
        using var registration = context.CancellationToken.Register(() => barriers.Pass($"{name}:cancelled"));
        barriers.Pass($"{name}:started");
        await barriers.Passed($"{name}:let go");
    }

    private static Exception Exception(Failure failure)
    {
        if (failure.Code == 0)
            return new InvalidOperationException(failure.Detail);
        var status = new Status((StatusCode)failure.Code, failure.Detail);
        if (!failure.Rich)
            return new RpcException(status);
        var details = new Google.Rpc.Status
        {
            Code = failure.Code,
            Message = failure.Detail,
            Details = { Any.Pack(new Google.Rpc.ErrorInfo { Reason = "PROBED", Domain = "probe" }) },
        };
        return new RpcException(status, new Metadata { { "grpc-status-details-bin", details.ToByteArray() }, { "x-also", "this" } });
    }
}

/// <summary>What the handlers saw.</summary>
public sealed class Seen
{
    public int Written;

    public CallFacts? Context { get; set; }
}

/// <summary>What a handler's context says about its call.</summary>
public sealed record CallFacts(string Method, string Host, string Peer, DateTime Deadline, string Protocol);
