namespace MedRecords.Battery.Rows.Security.Revocations;

/// <summary>Ways in which somebody's rights end.</summary>
internal enum RevocationKind
{
    /// <summary>An administrator takes the roles away.</summary>
    Roles,

    /// <summary>A grant on the chart is revoked.</summary>
    Grant,

    /// <summary>An administrator disables the account.</summary>
    Account,

    /// <summary>The session is ended by its owner.</summary>
    Session,
}
