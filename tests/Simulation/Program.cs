using MedRecords.Simulation;

return SimulationCommand.Run(args);
