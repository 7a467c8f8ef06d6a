namespace MedRecords.Battery.Load.Http2;

/// <summary>Is told how calls end, and says whether to go on.</summary>
internal interface ICallObserver
{
    /// <summary>Takes one request from those that are still to be sent; false where there is none.</summary>
    bool TryTake(long now);

    /// <summary>A call succeeded.</summary>
    void Succeeded(long sentAt, long endedAt);

    /// <summary>
    /// A call was refused for want of room, or its deadline passed. Tells how long its client rests, in milliseconds;
    /// null where that counts as a failure.
    /// </summary>
    /// <param name="sentAt">When it was sent.</param>
    /// <param name="endedAt">When it ended.</param>
    /// <param name="isExpired">Whether its deadline passed.</param>
    /// <param name="pushback">Milliseconds that the server asks to wait; null where it does not say.</param>
    int? TurnedAway(long sentAt, long endedAt, bool isExpired, int? pushback);

    /// <summary>A call failed.</summary>
    void Failed(string why);
}
