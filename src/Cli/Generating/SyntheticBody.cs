using System.Globalization;
using MedRecords.Cli.Entries;
using MedRecords.V1;

namespace MedRecords.Cli.Generating;

/// <summary>Height, weight, pressures and rates of a made-up person, which change slowly from visit to visit.</summary>
internal sealed class SyntheticBody
{
    private const int AdultAge = 18;

    private readonly SeededRandom _random;
    private readonly int _adultHeightCm;
    private readonly int _usualSystolic;
    private int _massIndexTenths;

    /// <summary>A body for a person.</summary>
    public SyntheticBody(SyntheticPerson person, SeededRandom random)
    {
        _random = random;
        _adultHeightCm = person.IsFemale ? random.Between(151, 177) : random.Between(163, 192);
        _usualSystolic = random.Between(104, 128);
        _massIndexTenths = random.Between(190, 330);
    }

    /// <summary>What is measured at a visit: blood pressure, heart rate and weight, and sometimes more.</summary>
    public IEnumerable<EntryContent> Measure(int age, bool withHeight, bool hypertensive)
    {
        _massIndexTenths = Math.Clamp(_massIndexTenths + _random.Between(-6, 6), 170, 420);
        var heightCm = HeightAt(age);
        // kg = index * m²; in tenths of a kilogram to stay with whole numbers.
        var weightTenths = (age < AdultAge ? 165 : _massIndexTenths) * heightCm * heightCm / 10_000;
        var systolic = Math.Max(80, _usualSystolic + (hypertensive ? 18 : 0) + _random.Between(-8, 10) - (age < AdultAge ? 14 : 0));
        yield return VitalSigns.Pressure($"{systolic}", $"{(systolic * 62 / 100) + _random.Between(-4, 5)}");
        yield return VitalSigns.Single("8867-4", "Heart rate", Concepts.Amount($"{_random.Between(58, 92) + (age < 10 ? 20 : 0)}", "/min", "/min"));
        yield return VitalSigns.Single("29463-7", "Body weight", Concepts.Amount(Tenths(weightTenths), "kg", "kg"));
        if (withHeight || age < AdultAge)
            yield return VitalSigns.Single("8302-2", "Body height", Concepts.Amount($"{heightCm}", "cm", "cm"));
        if (_random.Chance(350))
            yield return VitalSigns.Single("8310-5", "Body temperature", Concepts.Amount(Tenths(_random.Between(362, 377)), "°C", "Cel"));
        if (_random.Chance(250))
            yield return VitalSigns.Single("59408-5", "Oxygen saturation", Concepts.Amount($"{_random.Between(94, 100)}", "%", "%"));
    }

    private int HeightAt(int age) => age >= AdultAge ? _adultHeightCm : 72 + ((_adultHeightCm - 72) * Math.Max(0, age) / AdultAge);

    private static string Tenths(int value) => (value / 10m).ToString("F1", CultureInfo.InvariantCulture);
}
