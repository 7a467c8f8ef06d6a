using MedRecords.V1;

namespace MedRecords.Grains.Access;

/// <summary>A patient's <see cref="ConsentDirective"/> in the form in which it is asked.</summary>
public sealed class Directive
{
    private readonly Term _term;
    private readonly uint _purposes;
    private readonly uint _exceptRoles;

    /// <summary>Takes the stored directive.</summary>
    public Directive(ConsentDirective stored)
    {
        Stored = stored;
        _term = Term.Of(stored.Validity);
        _purposes = RoleRights.Bits(stored.Purposes);
        _exceptRoles = RoleRights.Bits(stored.ExceptRoles);
        Kinds = stored.Kinds.Count == 0 ? uint.MaxValue : RoleRights.Bits(stored.Kinds);
        // A denial without labels is of all of them; a permission clears what it names, and so nothing.
        Labels = stored.Labels.Count == 0 && Denies ? uint.MaxValue : RoleRights.Bits(stored.Labels);
    }

    /// <summary>The directive as it was set. Not to be changed.</summary>
    public ConsentDirective Stored { get; }

    /// <summary>Kinds of entry that it is about, as a mask of bits.</summary>
    public uint Kinds { get; }

    /// <summary>Labels that it is about, as a mask of bits: an entry that has any of them.</summary>
    public uint Labels { get; }

    /// <summary>Whether it denies.</summary>
    public bool Denies => Stored.Effect == ConsentEffect.Deny;

    /// <summary>Whether it is about the chart as a whole.</summary>
    public bool IsWhole => Stored.Kinds.Count == 0 && Stored.Labels.Count == 0;

    /// <summary>Whether it is about somebody who asks now. It never is about the patient, and one without an effect is about nobody.</summary>
    public bool Matches(string account, Hat hat, Purpose purpose, DateTimeOffset at)
    {
        if (Stored.Effect is not (ConsentEffect.Permit or ConsentEffect.Deny) || hat.Role == Role.Patient || (_exceptRoles & (1u << (int)hat.Role)) != 0)
            return false;
        return (_purposes == 0 || (_purposes & (1u << (int)purpose)) != 0) && _term.Covers(at) && Names(account, hat);
    }

    private bool Names(string account, Hat hat) => Stored.GranteeCase switch
    {
        ConsentDirective.GranteeOneofCase.Anyone => Stored.Anyone,
        ConsentDirective.GranteeOneofCase.Account => Stored.Account == account,
        ConsentDirective.GranteeOneofCase.Role => Stored.Role == hat.Role,
        ConsentDirective.GranteeOneofCase.Site => hat.IsStaff && Stored.Site == hat.Site,
        ConsentDirective.GranteeOneofCase.Institution => hat.IsStaff && Stored.Institution == hat.Institution,
        _ => false,
    };
}
