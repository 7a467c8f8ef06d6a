namespace MedRecords.GrpcFrontend.Admission;

/// <summary>A call in flight: what has to be given back when it ends.</summary>
/// <param name="Claimant">Whose it is.</param>
/// <param name="Rank">What it ranks as.</param>
/// <param name="Since">When it was let in.</param>
internal readonly record struct AdmittedCall(Claimant Claimant, CallRank Rank, TimeSpan Since);
