using System.Diagnostics.Metrics;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>Counts what is let in and what is refused, by site. Ids of sites are no patient data, and there are few.</summary>
internal sealed class AdmissionMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "MedRecords.Admission";

    private static readonly string[] Ranks = [.. Enum.GetNames<CallRank>().Select(name => name.ToLowerInvariant())];
    private static readonly string[] Causes = ["too_late", "account_full", "site_full", "full", "streams", "unfinished", "strangers", "not_signed_in", "no_deadline"];

    private readonly Meter _meter;
    private readonly Counter<long> _admitted;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _closed;
    private readonly Histogram<double> _waited;

    public AdmissionMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(Name);
        _admitted = _meter.CreateCounter<long>("medrecords.admission.admitted", "{call}", "Calls that were let in.");
        _refused = _meter.CreateCounter<long>("medrecords.admission.refused", "{call}", "Calls that were refused, or whose clients did not wait for their turn.");
        _closed = _meter.CreateCounter<long>("medrecords.admission.closed", "{connection}", "Connections that were closed for what their clients did.");
        _waited = _meter.CreateHistogram<double>("medrecords.admission.wait", "s", "How long calls waited that had to.");
    }

    /// <summary>A call was let in after a wait.</summary>
    public void Admitted(string site, CallRank rank, TimeSpan wait)
    {
        if (_admitted.Enabled) _admitted.Add(1, new("site", site), new("rank", Ranks[(int)rank]));
        if (wait > TimeSpan.Zero && _waited.Enabled) _waited.Record(wait.TotalSeconds, new("site", site), new("rank", Ranks[(int)rank]));
    }

    /// <summary>A call was refused.</summary>
    public void Refused(string site, RefusalCause cause) => _refused.Add(1, new("site", site), new("cause", Causes[(int)cause]));

    /// <summary>A call's client did not wait for its turn.</summary>
    public void Left(string site) => _refused.Add(1, new("site", site), new("cause", "left"));

    /// <summary>A connection is closed.</summary>
    public void Closed() => _closed.Add(1);

    /// <summary>Has gauges look at what is going on in a gate.</summary>
    public void Watch(string gate, CallAdmission admission)
    {
        _meter.CreateObservableGauge($"medrecords.admission.{gate}.in_flight", () => admission.Look().InFlight, "{call}", "Calls in flight.");
        _meter.CreateObservableGauge($"medrecords.admission.{gate}.limit", () => admission.Look().Limit, "{call}", "Calls that may be in flight.");
        _meter.CreateObservableGauge(
            $"medrecords.admission.{gate}.waiting",
            () => admission.Look().Waiting.Select(site => new Measurement<int>(site.Waiting, new KeyValuePair<string, object?>("site", site.Site))),
            "{call}",
            "Calls that wait.");
    }
}
