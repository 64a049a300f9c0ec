package greenbelt.telemetry;

/// Which side of a conversation a span stands on.
///
/// @see <a href="https://opentelemetry.io/docs/specs/otel/trace/api/#spankind">OpenTelemetry, SpanKind</a>
public enum SpanKind {
    /// Work inside a service.
    INTERNAL,
    /// Answers a request.
    SERVER,
    /// Makes a request: of another service, of a database.
    CLIENT,
    /// Sends a message.
    PRODUCER,
    /// Handles a message.
    CONSUMER
}
