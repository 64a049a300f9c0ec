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
/// @param data the payload, a JSON document of at most [#MAX_DATA_BYTES] in UTF-8
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
    /// The largest payload, in bytes of UTF-8: 1 MiB.
    public static final int MAX_DATA_BYTES = 1 << 20;

    /// The longest source, type and subject, in characters.
    public static final int MAX_NAME_LENGTH = 200;

    public Envelope {
        checkName("source", source);
        checkName("type", type);
        checkName("subject", subject);
        if (schemaVersion < 1) {
            throw new IllegalArgumentException("schemaVersion must be >= 1, was " + schemaVersion);
        }
        if (Utf8.isLonger(data, MAX_DATA_BYTES)) {
            throw new IllegalArgumentException(
                    "data must have at most %d bytes of UTF-8, had %d"
                            .formatted(MAX_DATA_BYTES, Utf8.bytes(data)));
        }
    }

    private static void checkName(String what, String name) {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "%s must have 1 to %d characters, had %d"
                            .formatted(what, MAX_NAME_LENGTH, name.length()));
        }
    }

    /// Whether this is the same statement, though perhaps made at another time, or in another trace: somebody who tries
    /// again may say so.
    public boolean saysTheSameAs(Envelope other) {
        return id.equals(other.id)
                && source.equals(other.source)
                && type.equals(other.type)
                && schemaVersion == other.schemaVersion
                && subject.equals(other.subject)
                && cause.equals(other.cause)
                && data.equals(other.data);
    }

    public Envelope withData(String newData) {
        return new Envelope(id, source, type, schemaVersion, subject, time, trace, cause, newData);
    }

    public Envelope withTrace(Optional<TraceContext> newTrace) {
        return new Envelope(id, source, type, schemaVersion, subject, time, newTrace, cause, data);
    }
}
