package greenbelt.gateway;

/// A request that has passed every check.
///
/// @param target the path and query that were judged, and will be forwarded
record Admitted(Route route, CanonicalTarget target, Principal principal) {}
