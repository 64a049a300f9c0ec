package greenbelt.gateway.cache;

/// What is asked for.
///
/// @param route by which: others may go elsewhere
/// @param generation of the route
/// @param host that was asked, in lower case; empty when none was
record CacheKey(String route, long generation, String host, String path, String query) {}
