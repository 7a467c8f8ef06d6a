using Microsoft.AspNetCore.Http;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>
/// A list's place in flight. It is given back when the first response goes out: places are for work, and a client
/// that reads slowly would hold one for as long as it likes. What is left of the list costs one page at a time.
/// </summary>
internal sealed class ListPlace(CallAdmission gate, AdmittedCall call) : IDisposable
{
    private int _hasLeft;

    /// <summary>Gives it back when the response starts.</summary>
    public void LeaveWithResponse(HttpContext http) => http.Response.OnStarting(
        static place =>
        {
            ((ListPlace)place).Dispose();
            return Task.CompletedTask;
        },
        this);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _hasLeft, 1) == 0) gate.Leave(call, isTypical: false);
    }
}
