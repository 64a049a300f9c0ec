/// The only door from outside: what reaches a service has been judged, routed, authenticated and limited here.
@SuppressWarnings("requires-automatic") // Bucket4j and Resilience4j have no descriptor
@org.jspecify.annotations.NullMarked
module greenbelt.gateway {
    requires static transitive org.jspecify;
    requires io.github.bucket4j.core;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core; // Resilience4j's, which cannot say so itself
    requires org.slf4j; // likewise
    requires transitive greenbelt.http;
    requires greenbelt.event;
    requires greenbelt.json;
    requires transitive greenbelt.metrics;
    requires transitive greenbelt.telemetry;
    requires transitive greenbelt.token;
    requires transitive greenbelt.world;

    exports greenbelt.gateway;
}
