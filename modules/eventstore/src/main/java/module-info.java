/// State as a sequence of events: streams, versions, one global order.
@org.jspecify.annotations.NullMarked
module greenbelt.eventstore {
    requires static transitive org.jspecify;
    requires greenbelt.disk;
    requires transitive greenbelt.event;
    requires transitive greenbelt.json;
    requires transitive greenbelt.world;

    exports greenbelt.eventstore;
}
