package greenbelt.gateway;

import greenbelt.http.Response;
import java.util.function.Function;

/// What one check says about a request: it passes with what was found out, or it is refused with this response.
///
/// @param <T> what is known once it has passed
sealed interface Verdict<T> {
    /// It passes.
    record Passed<T>(T value) implements Verdict<T> {}

    /// It goes no further.
    record Refused<T>(Response response) implements Verdict<T> {}

    /// The next check, unless this one refused.
    default <U> Verdict<U> then(Function<T, Verdict<U>> next) {
        return switch (this) {
            case Passed<T>(var value) -> next.apply(value);
            case Refused<T>(var response) -> new Refused<>(response);
        };
    }

    /// The response: that of the refusal, or what `forward` gives once everything has passed.
    default Response orForward(Function<T, Response> forward) {
        return switch (this) {
            case Passed<T>(var value) -> forward.apply(value);
            case Refused<T>(var response) -> response;
        };
    }
}
