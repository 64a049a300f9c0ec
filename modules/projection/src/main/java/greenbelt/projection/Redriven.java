package greenbelt.projection;

/// What came of handing dead letters to a projection again.
///
/// @param taken how many it has taken now
/// @param left how many are dead letters still
public record Redriven(String projection, long taken, long left) {}
