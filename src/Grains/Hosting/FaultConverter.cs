namespace MedRecords.Grains.Hosting;

/// <summary>A fault as it travels between silos: what it says. What caused it is for the log of the silo where it happened.</summary>
[GenerateSerializer, Immutable]
internal readonly record struct CarriedFault(string Message);

/// <summary>Lets Orleans carry faults of one type to the silo that called.</summary>
internal abstract class FaultConverter<TFault>(Func<string, TFault> make) : IConverter<TFault, CarriedFault>
    where TFault : Exception
{
    public TFault ConvertFromSurrogate(in CarriedFault surrogate) => make(surrogate.Message);

    public CarriedFault ConvertToSurrogate(in TFault value) => new(value.Message);
}
