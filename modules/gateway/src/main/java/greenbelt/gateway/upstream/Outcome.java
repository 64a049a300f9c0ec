package greenbelt.gateway.upstream;

import greenbelt.http.CallFailed;
import greenbelt.http.CallFailed.Certainty;
import greenbelt.http.Request;
import java.time.Duration;

/// What became of a request to one instance, as far as it says something about the instance.
public sealed interface Outcome {
    /// From when it was sent until then.
    Duration took();

    /// Whether the instance has failed: no answer, or `502`, `503`, `504`. Any other answer is one that it was able to give;
    /// a `500` belongs to the request.
    boolean isFailure();

    /// In a few words, such as `answered 503`.
    String says();

    /// An answer has begun.
    record Answered(int status, Duration took) implements Outcome {
        @Override
        public boolean isFailure() {
            return status >= 502 && status <= 504;
        }

        @Override
        public String says() {
            return "answered " + status;
        }
    }

    /// There was no answer.
    record Silent(CallFailed cause, Duration took) implements Outcome {
        @Override
        public boolean isFailure() {
            return true;
        }

        @Override
        public String says() {
            return String.valueOf(cause.getMessage());
        }
    }

    /// There was no answer, and whoever sends the request may be to blame: its body was still on the way. Counted neither
    /// for nor against the instance, or senders could have it taken out.
    record Unclear(Duration took) implements Outcome {
        @Override
        public boolean isFailure() {
            return false;
        }

        @Override
        public String says() {
            return "had no chance to answer";
        }
    }

    /// What a call that failed says about the instance.
    static Outcome of(CallFailed failed, Request request, Duration took) {
        return failed.certainty() == Certainty.NOT_SENT || request.body().isInMemory()
                ? new Silent(failed, took)
                : new Unclear(took);
    }
}
