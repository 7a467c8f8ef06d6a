namespace MedRecords.GrpcFrontend.Admission;

/// <summary>What goes first where calls have to wait. Each class below still gets its turns: see <see cref="SiteShare"/>.</summary>
internal enum CallRank
{
    /// <summary>A call whose purpose is an emergency.</summary>
    Emergency,

    /// <summary>Reading allergies and medications: what someone must know before they give a drug.</summary>
    Vital,

    /// <summary>Everything that nobody listed.</summary>
    Ordinary,

    /// <summary>Long work that can wait: walking a chart's chain, listing accesses.</summary>
    Bulk,
}
