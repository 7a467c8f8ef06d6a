using MedRecords.V1;

namespace MedRecords.Grains.Interfaces.Calls;

/// <summary>
/// Who calls, as the front end established it. The rights that go with it are looked up where the decision
/// is made, never carried along.
/// </summary>
/// <param name="Account">The account's id.</param>
/// <param name="Session">The session of the token; empty where an outside issuer or a client certificate vouches.</param>
/// <param name="Purpose">Why, as the caller says.</param>
/// <param name="OnBehalfOf">The person for whom an application asks; empty otherwise.</param>
/// <param name="Origin">The caller's network address.</param>
[GenerateSerializer, Immutable]
public sealed record Caller(string Account, string Session, Purpose Purpose, string OnBehalfOf, string Origin);
