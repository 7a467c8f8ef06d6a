using MedRecords.Comparison;

namespace MedRecords.ReferenceModel.Tests.Compare;

/// <summary>The rules that the service runs, held against the model. <c>./battery S1</c> does the same on ten million cases.</summary>
public sealed class TheServicesRules
{
    private const int Count = 50_000;

    [Fact]
    public void Agree_with_the_model() => Assert.Empty(Comparing.Run(1, Count, Reference.Decide).Disagreements);

    [Fact]
    public void Disagree_with_a_model_that_has_a_mistake() => Assert.NotEmpty(Comparing.Run(1, Count, PlantedMistake.Decide).Disagreements);

    [Fact]
    public void Disagree_on_a_seed_each_time_that_it_is_run()
    {
        var first = Comparing.Run(1, Count, PlantedMistake.Decide).Disagreements[0];

        Assert.Equal([first], Comparing.Run(first.Seed, 1, PlantedMistake.Decide).Disagreements);
    }
}
