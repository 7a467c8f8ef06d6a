using MedRecords.Silo.Hosting;

return await SiloCommand.RunAsync(args);
