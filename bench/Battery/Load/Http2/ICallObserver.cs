namespace MedRecords.Battery.Load.Http2;

/// <summary>Is told how calls end, and says whether to go on.</summary>
internal interface ICallObserver
{
    /// <summary>Takes one request from those that are still to be sent; false where there is none.</summary>
    bool TryTake(long now);

    /// <summary>A call succeeded.</summary>
    void Succeeded(long sentAt, long endedAt);

    /// <summary>A call failed.</summary>
    void Failed(string why);
}
