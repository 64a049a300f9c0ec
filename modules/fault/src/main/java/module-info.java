/// Breaks things on purpose: one catalogue of faults, put on the edges of the system as decorators of its ports.
@org.jspecify.annotations.NullMarked
module greenbelt.fault {
    requires static transitive org.jspecify;
    requires transitive greenbelt.bus;
    requires transitive greenbelt.database;
    requires greenbelt.disk;
    requires transitive greenbelt.http;
    requires greenbelt.json;
    requires transitive greenbelt.world;

    exports greenbelt.fault;
}
