using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks an interface whose methods may be called on a grain wherever it is active.</summary>
public interface IGrain : IAddressable;

/// <summary>Marks a grain interface whose grains are named by a string.</summary>
public interface IGrainWithStringKey : IGrain;

/// <summary>Marks a grain interface whose grains are named by a whole number.</summary>
public interface IGrainWithIntegerKey : IGrain;
