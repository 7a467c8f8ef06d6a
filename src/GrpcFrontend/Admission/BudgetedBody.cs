using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using MedRecords.GrpcFrontend.Mapping;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// A request's body that counts what its reader leaves in it because a message is not whole. What was counted stays
/// so until the call ends, because the message then goes on in another form.
/// </summary>
internal sealed class BudgetedBody(PipeReader inner, UnfinishedRequests budget, HttpContext http) : PipeReader, IRequestBodyPipeFeature, IDisposable
{
    private ReadOnlySequence<byte> _last;
    private long _counted;
    private bool _isOver;

    /// <inheritdoc/>
    public PipeReader Reader => this;

    private IPAddress Address => http.Connection.RemoteIpAddress ?? IPAddress.None;

    /// <inheritdoc/>
    public override bool TryRead(out ReadResult result)
    {
        ThrowIfOver();
        if (!inner.TryRead(out result)) return false;
        _last = result.Buffer;
        return true;
    }

    /// <inheritdoc/>
    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfOver();
        var read = inner.ReadAsync(cancellationToken);
        if (!read.IsCompletedSuccessfully) return LaterAsync(read);
        var result = read.Result;
        _last = result.Buffer;
        return new(result);
    }

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        var held = _last.Slice(consumed).Length;
        _last = default;
        inner.AdvanceTo(consumed, examined);
        if (held > _counted) Count(held);
    }

    /// <inheritdoc/>
    public override void CancelPendingRead() => inner.CancelPendingRead();

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    /// <inheritdoc/>
    public void Dispose() => budget.Give(Address, _counted);

    private async ValueTask<ReadResult> LaterAsync(ValueTask<ReadResult> read)
    {
        var result = await read;
        _last = result.Buffer;
        return result;
    }

    private void Count(long held)
    {
        if (!budget.TryTake(Address, held - _counted))
        {
            _isOver = true;
            return;
        }

        if (_counted == 0) http.Response.RegisterForDispose(this);
        _counted = held;
    }

    // Told at the next read, where both stacks make a status of it.
    private void ThrowIfOver()
    {
        if (_isOver) throw Errors.Overloaded(RefusalCause.Unfinished, RetryDelay.Around(TimeSpan.FromSeconds(1)));
    }
}
