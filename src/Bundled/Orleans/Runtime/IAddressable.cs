namespace Orleans.Runtime;

/// <summary>Anything that has a grain identity: a grain or a reference to one.</summary>
public interface IAddressable;
