/// Traces and logs: what every part of the system did, when, for how long, and because of what.
@SuppressWarnings("requires-automatic") // OpenTelemetry has no descriptors
@org.jspecify.annotations.NullMarked
module greenbelt.telemetry {
    requires static transitive org.jspecify;
    requires transitive greenbelt.bus;
    requires transitive greenbelt.database;
    requires transitive greenbelt.event;
    requires transitive greenbelt.eventstore;
    requires transitive greenbelt.http;
    requires transitive greenbelt.world;
    requires io.opentelemetry.api;
    requires io.opentelemetry.context;
    requires io.opentelemetry.sdk.common;
    requires io.opentelemetry.sdk.trace;
    requires java.logging;

    exports greenbelt.telemetry;
}
