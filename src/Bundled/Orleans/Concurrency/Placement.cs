namespace Orleans.Placement;

/// <summary>Says that a grain is best activated on the silo that first calls it, as all are where there is one.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PreferLocalPlacementAttribute : Attribute;
