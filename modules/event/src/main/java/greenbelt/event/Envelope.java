package greenbelt.event;

import java.time.Instant;
import java.util.Optional;

/// A fact or a request with what is needed to carry it: who says it, about what, when, as part of which trace.
///
/// @param id unique; the same id means the same message
/// @param source the service that says it, such as `order`
/// @param type what it is, such as `OrderPlaced`; past tense for events, imperative for commands
/// @param schemaVersion which version of the type's shape `data` has, from 1
/// @param subject what it is about, such as an order's id; messages of one subject stay in order
/// @param time when it happened
/// @param trace the span that caused it
/// @param cause the message that caused it
/// @param data the payload, a JSON document
/// @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md">CloudEvents 1.0</a>
public record Envelope(
        MessageId id,
        String source,
        String type,
        int schemaVersion,
        String subject,
        Instant time,
        Optional<TraceContext> trace,
        Optional<MessageId> cause,
        String data) {
    /// The largest payload, in characters.
    public static final int MAX_DATA_LENGTH = 1 << 20;

    public Envelope {
        if (source.isEmpty() || type.isEmpty() || subject.isEmpty()) {
            throw new IllegalArgumentException(
                    "source, type and subject must not be empty in " + id);
        }
        if (schemaVersion < 1) {
            throw new IllegalArgumentException("schemaVersion must be >= 1, was " + schemaVersion);
        }
        if (data.length() > MAX_DATA_LENGTH) {
            throw new IllegalArgumentException(
                    "data must have at most "
                            + MAX_DATA_LENGTH
                            + " characters, had "
                            + data.length());
        }
    }

    public Envelope withTrace(Optional<TraceContext> newTrace) {
        return new Envelope(id, source, type, schemaVersion, subject, time, newTrace, cause, data);
    }
}
