package greenbelt.gateway.limit;

import java.time.Duration;

/// What a limiter says about a request, and what its sender is told of it.
///
/// @param isGranted whether there may be this one
/// @param left how many more there may be at once
/// @param untilNext after which time there may be another one, if none are left
/// @param untilFull after which time there may be as many at once as there ever are
public record Allowance(boolean isGranted, long left, Duration untilNext, Duration untilFull) {}
