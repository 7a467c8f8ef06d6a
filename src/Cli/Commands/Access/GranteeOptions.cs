using System.CommandLine;
using MedRecords.Cli.Commands.Charts;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Access;

/// <summary>The options that say whom a consent directive is about.</summary>
internal sealed class GranteeOptions
{
    private readonly Option<bool> _anyone = new("--anyone") { Description = "About everybody but the patient." };
    private readonly Option<string?> _user = new("--about-user") { HelpName = "USER", Description = "About the account with this user name." };
    private readonly Option<string?> _role = new("--role") { HelpName = "ROLE", Description = "About everybody in this role." };
    private readonly Option<string?> _site = new("--site") { HelpName = "SITE", Description = "About whoever works at this site." };
    private readonly Option<string?> _institution = new("--institution") { HelpName = "NAME", Description = "About whoever works at a site of this institution." };

    /// <summary>Adds the options to a command, of which one is needed.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _anyone, _user, _role, _site, _institution })
            command.Add(option);
        command.Validators.Add(result =>
        {
            string?[] named = [result.GetValue(_user), result.GetValue(_role), result.GetValue(_site), result.GetValue(_institution)];
            if (named.Count(text => text is not null) + (result.GetValue(_anyone) ? 1 : 0) != 1)
                result.AddError("Give one of --anyone, --about-user, --role, --site and --institution.");
        });
    }

    /// <summary>Puts whom it is about into a directive. Returns the user name, which the service looks up; empty where it is no account.</summary>
    public string Fill(Run run, ConsentDirective directive)
    {
        if (run.Get(_anyone))
            directive.Anyone = true;
        if (run.Get(_role) is { } role)
            directive.Role = AccessOptions.Read<Role>(role, "--role");
        if (run.Get(_site) is { } site)
            directive.Site = site;
        if (run.Get(_institution) is { } institution)
            directive.Institution = institution;
        return run.Get(_user) ?? "";
    }

    /// <summary>Whom a directive is about, in words.</summary>
    public static string WordsOf(ConsentDirective directive, AccountNames accounts)
    {
        var whom = directive.GranteeCase switch
        {
            ConsentDirective.GranteeOneofCase.Anyone => "everybody",
            ConsentDirective.GranteeOneofCase.Account => accounts.Of(directive.Account),
            ConsentDirective.GranteeOneofCase.Role => Words.Of(directive.Role),
            ConsentDirective.GranteeOneofCase.Site => $"staff of {directive.Site}",
            ConsentDirective.GranteeOneofCase.Institution => directive.Institution.Length > 0 ? $"staff of {directive.Institution}" : "staff of this institution",
            _ => "nobody",
        };
        return directive.ExceptRoles.Count == 0 ? whom : $"{whom} but {AccessOptions.List(directive.ExceptRoles, "")}";
    }
}
