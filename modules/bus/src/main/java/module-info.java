/// Topics and groups: at-least-once delivery, in order for each key.
@org.jspecify.annotations.NullMarked
module greenbelt.bus {
    requires static transitive org.jspecify;
    requires greenbelt.disk;
    requires transitive greenbelt.event;
    requires greenbelt.json;
    requires transitive greenbelt.world;

    exports greenbelt.bus;
}
