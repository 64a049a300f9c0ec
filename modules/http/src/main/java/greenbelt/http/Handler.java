package greenbelt.http;

import java.util.Optional;

/// Answers requests. May be called by many tasks at once.
@FunctionalInterface
public interface Handler {
    Response handle(Request request);

    /// The template of the route that would answer this request, such as `/users/{id}`, when it is known.
    ///
    /// Traces and metrics group requests by it, because paths are as many as there are ids.
    default Optional<String> route(Request request) {
        return Optional.empty();
    }
}
