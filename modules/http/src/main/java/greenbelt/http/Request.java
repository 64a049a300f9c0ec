package greenbelt.http;

import java.util.Map;

/// A request.
///
/// @param path as sent, beginning with `/`, without the query
/// @param query as sent, without `?`; empty when there is none
/// @param parameters what the route's template took from the path, decoded
public record Request(
        Method method,
        String path,
        String query,
        Headers headers,
        Map<String, String> parameters,
        Body body) {}
