package greenbelt.gateway.routing;

import greenbelt.gateway.hygiene.CanonicalTarget;
import greenbelt.http.Headers;
import greenbelt.http.Method;
import java.util.List;
import java.util.Optional;

/// What routing sees of a request.
///
/// @param target judged to be canonical
/// @param segments of the target's path
public record Asked(Method method, CanonicalTarget target, List<String> segments, Headers headers) {
    public Asked(Method method, CanonicalTarget target, Headers headers) {
        this(method, target, target.segments(), headers);
    }

    /// The same for a request of another method.
    public Asked with(Method other) {
        return new Asked(other, target, segments, headers);
    }

    Optional<String> host() {
        return headers.first("host").map(Host::name);
    }

    /// The value of a header that is there once.
    Optional<String> header(String name) {
        return single(headers.all(name));
    }

    /// The value of a query parameter that is there once.
    Optional<String> parameter(String name) {
        return single(target.parameter(name));
    }

    private static Optional<String> single(List<String> values) {
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
