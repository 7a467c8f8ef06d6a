using MedRecords.GrpcFrontend.Hosting;

namespace MedRecords.GrpcFrontend.Admission;

/// <summary>The ways in. Each method has its gate in <see cref="Calls.CallPolicy"/>.</summary>
internal sealed class Gates
{
    public Gates(FrontendOptions frontend, TimeProvider time, AdmissionMetrics metrics)
    {
        var options = frontend.Admission;
        var limit = options.FixedInFlight > 0 ? new InFlightLimit(options.FixedInFlight, options.FixedInFlight) : new(options.MinInFlight, options.MaxInFlight);
        var hashing = options.MaxHashing > 0 ? options.MaxHashing : Math.Max(1, Environment.ProcessorCount / 4);
        Calls = new(new(options, limit), options, time, metrics);
        Hashing = new(new(options, new(hashing, hashing)), options, time, metrics);
        Watchers = new(options.Watchers, metrics);
        Transfers = new(options.Transfers, metrics);
        metrics.Watch("calls", Calls);
        metrics.Watch("hashing", Hashing);
    }

    /// <summary>Ordinary calls.</summary>
    public CallAdmission Calls { get; }

    /// <summary>Calls that hash a password, which takes a processor for a tenth of a second.</summary>
    public CallAdmission Hashing { get; }

    /// <summary>Streams that follow something.</summary>
    public OpenStreams Watchers { get; }

    /// <summary>Streams that carry much.</summary>
    public OpenStreams Transfers { get; }
}

/// <summary>Which gate a method goes through.</summary>
internal enum Gate
{
    /// <summary>Ordinary calls wait for their turn.</summary>
    Calls,

    /// <summary>So do those that hash a password, apart from the others.</summary>
    Hashing,

    /// <summary>A stream that follows something needs a place.</summary>
    Watchers,

    /// <summary>So does one that carries much.</summary>
    Transfers,

    /// <summary>Costs next to nothing and always goes: whether the service lives must not depend on how busy it is.</summary>
    None,
}
