/// The only door from outside: what reaches a service has been judged, routed, authenticated and limited here.
@SuppressWarnings("requires-automatic") // Bucket4j has no descriptor
@org.jspecify.annotations.NullMarked
module greenbelt.gateway {
    requires static transitive org.jspecify;
    requires io.github.bucket4j.core;
    requires transitive greenbelt.http;
    requires greenbelt.event;
    requires greenbelt.json;
    requires transitive greenbelt.telemetry;
    requires transitive greenbelt.token;
    requires transitive greenbelt.world;

    exports greenbelt.gateway;
}
