package greenbelt.telemetry;

import io.opentelemetry.api.common.AttributeKey;

/// The attributes' names, as OpenTelemetry's semantic conventions have them.
///
/// @see <a href="https://opentelemetry.io/docs/specs/semconv/registry/attributes/">attribute registry</a>
final class Keys {
    static final String GREENBELT = "greenbelt";

    static final AttributeKey<String> HTTP_METHOD = AttributeKey.stringKey("http.request.method");
    static final AttributeKey<Long> HTTP_STATUS = AttributeKey.longKey("http.response.status_code");
    static final AttributeKey<String> HTTP_ROUTE = AttributeKey.stringKey("http.route");
    static final AttributeKey<String> URL_PATH = AttributeKey.stringKey("url.path");
    static final AttributeKey<String> URL_SCHEME = AttributeKey.stringKey("url.scheme");
    static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    static final AttributeKey<String> REFUSED = AttributeKey.stringKey("greenbelt.refused");

    static final AttributeKey<String> DB_SYSTEM = AttributeKey.stringKey("db.system.name");
    static final AttributeKey<String> DB_NAMESPACE = AttributeKey.stringKey("db.namespace");
    static final AttributeKey<String> DB_OPERATION = AttributeKey.stringKey("db.operation.name");
    static final AttributeKey<String> DB_QUERY = AttributeKey.stringKey("db.query.text");
    static final AttributeKey<Long> DB_BATCH_SIZE = AttributeKey.longKey("db.operation.batch.size");
    static final AttributeKey<Long> DB_RETURNED_ROWS =
            AttributeKey.longKey("db.response.returned_rows");
    static final AttributeKey<String> STREAM = AttributeKey.stringKey("greenbelt.stream");

    static final AttributeKey<String> MESSAGING_SYSTEM = AttributeKey.stringKey("messaging.system");
    static final AttributeKey<String> MESSAGING_OPERATION_TYPE =
            AttributeKey.stringKey("messaging.operation.type");
    static final AttributeKey<String> MESSAGING_OPERATION_NAME =
            AttributeKey.stringKey("messaging.operation.name");
    static final AttributeKey<String> MESSAGING_DESTINATION =
            AttributeKey.stringKey("messaging.destination.name");
    static final AttributeKey<String> MESSAGING_CONSUMER_GROUP =
            AttributeKey.stringKey("messaging.consumer.group.name");
    static final AttributeKey<Long> MESSAGING_BATCH_COUNT =
            AttributeKey.longKey("messaging.batch.message_count");
    static final AttributeKey<String> MESSAGING_MESSAGE_ID =
            AttributeKey.stringKey("messaging.message.id");
    static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("greenbelt.attempt");
    static final AttributeKey<String> EVENT_TYPE = AttributeKey.stringKey("cloudevents.event_type");

    static final AttributeKey<String> EXCEPTION_TYPE = AttributeKey.stringKey("exception.type");
    static final AttributeKey<String> EXCEPTION_MESSAGE =
            AttributeKey.stringKey("exception.message");

    static final AttributeKey<String> EVENT_SUBJECT =
            AttributeKey.stringKey("cloudevents.event_subject");
    static final AttributeKey<String> ORDER = AttributeKey.stringKey(Tracer.ORDER);

    private Keys() {}
}
