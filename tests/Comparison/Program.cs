using MedRecords.Comparison;

return ComparisonCommand.Run(args);
