using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MedRecords.Cli.Entries;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Directory;

/// <summary>Manages the accounts of programs.</summary>
internal static class ApplicationsCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell) => new("applications", "Give programs access.") { CreateAdd(shell) };

    private static Command CreateAdd(Shell shell)
    {
        var account = new NewAccountOptions();
        var name = new Option<string>("--name") { HelpName = "NAME", Description = "Name of the program.", Required = true };
        var roles = new Option<string[]>("--role") { HelpName = "ROLE@SITE", Description = "A role held, e.g. application@main; once for each.", Required = true };
        var certificate = new Option<FileInfo?>("--certificate-file") { HelpName = "FILE", Description = "The client certificate (PEM or DER) that stands for the program." };
        var command = new Command("add", "Add an account for a program.") { name, roles, certificate };
        account.AddTo(command, withKeepPassword: false);
        shell.On(command, async run =>
        {
            var request = new AddApplicationRequest
            {
                User = account.User(run),
                DisplayName = run.Get(name),
                Password = account.Password(run),
                Assignments = { run.Get(roles)!.Select(Roles.Parse) },
                CertificateSha256 = Thumbprint(run.Get(certificate)),
            };
            var response = await run.Service.CallAsync(options => run.Service.Directory.AddApplicationAsync(request, options), repeatable: false);
            NewAccountOptions.Report(run, request.User, response.Account, response.OneTimePassword);
        });
        return command;
    }

    private static string Thumbprint(FileInfo? file)
    {
        if (file is null)
            return "";
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(file.FullName);
        return certificate.GetCertHashString(HashAlgorithmName.SHA256);
    }
}
