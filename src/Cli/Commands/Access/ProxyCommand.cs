using System.CommandLine;
using MedRecords.Cli.Commands.Charts;
using MedRecords.Cli.Reading;
using MedRecords.Cli.Running;
using MedRecords.V1;

namespace MedRecords.Cli.Commands.Access;

/// <summary>Invites those who stand in for a patient, and confirms as one of them.</summary>
internal static class ProxyCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Shell shell) => new("proxy", "Family members, caregivers, guardians and holders of a power of attorney.") { CreateInvite(shell), CreateConfirm(shell) };

    private static Command CreateInvite(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var user = new Argument<string>("USER") { Description = "User name of the proxy." };
        var capacity = new Option<string>("--as") { HelpName = "WHAT", Description = $"In what capacity: {string.Join(", ", Words.All<ProxyKind>())}.", Required = true };
        var (kinds, labels, from, until) = (AccessOptions.Kinds(), AccessOptions.Labels(), AccessOptions.From(), AccessOptions.Until());
        var operationId = OperationIds.Create();
        var command = new Command("invite", "Invite somebody to stand in for the patient.") { chart, user, capacity, kinds, labels, from, until, operationId };
        shell.On(command, run =>
        {
            var proxy = new Proxy
            {
                Kind = AccessOptions.Read<ProxyKind>(run.Get(capacity)!, "--as"),
                Kinds = { AccessOptions.Read<EntryKind>(run, kinds) },
                Labels = { AccessOptions.Read<Sensitivity>(run, labels) },
                Validity = AccessOptions.Term(run, from, until),
            };
            var request = new InviteProxyRequest { ChartId = run.Get(chart), User = run.Get(user), Proxy = proxy, OperationId = OperationIds.Read(run, operationId) };
            return AccessOptions.ChangeAsync(run, request.OperationId, request.ChartId, options => run.Service.Access.InviteProxyAsync(request, options), response =>
                $"Invited. {request.User} confirms with: medrecords proxy confirm {request.ChartId} {response.Id} --birth-date DATE");
        });
        return command;
    }

    private static Command CreateConfirm(Shell shell)
    {
        var chart = ChartArguments.Chart();
        var id = AccessOptions.Id();
        var birthDate = new Option<string>("--birth-date") { HelpName = "DATE", Description = "The patient's birth date, e.g. 1980-12-31.", Required = true };
        var operationId = OperationIds.Create();
        var command = new Command("confirm", "Confirm, as the one who was invited, with a fact about the patient.") { chart, id, birthDate, operationId };
        shell.On(command, run =>
        {
            var request = new ConfirmProxyRequest { ChartId = run.Get(chart), Id = run.Get(id), BirthDate = run.Get(birthDate), OperationId = OperationIds.Read(run, operationId) };
            return AccessOptions.ChangeAsync(run, request.OperationId, request.ChartId, options => run.Service.Access.ConfirmProxyAsync(request, options), _ =>
                $"Confirmed. The chart is open to you: medrecords show {request.ChartId}");
        });
        return command;
    }
}
