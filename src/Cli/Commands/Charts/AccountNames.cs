using MedRecords.Cli.Reading;
using MedRecords.Cli.Running;

namespace MedRecords.Cli.Commands.Charts;

/// <summary>Accounts as tables show them: the reader's own by name, others by the name on record, or the beginning of their id. JSON has ids in full.</summary>
internal sealed class AccountNames(Run run)
{
    private const int ShownDigits = 8;

    private readonly (string Account, string User)? _own = run.Service.Credentials.ByCertificate || run.Service.Credentials.Find() is not { } session ? null : (session.Account, session.User);

    /// <summary>An account and the site at which it acted.</summary>
    public string At(string account, string name, string site) => Values.Join("@", Of(account, name), site);

    /// <summary>An account.</summary>
    public string Of(string account, string name = "") => account == _own?.Account ? _own.Value.User : name.Length > 0 ? name : Guid.TryParse(account, out _) ? account[..ShownDigits] : account;
}
