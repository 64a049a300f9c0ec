/// Read models: tables made from events, kept up to date, and built anew beside the old ones while reads go on.
@org.jspecify.annotations.NullMarked
module greenbelt.projection {
    requires static transitive org.jspecify;
    requires transitive greenbelt.database;
    requires greenbelt.disk;
    requires transitive greenbelt.eventstore;
    requires transitive greenbelt.world;

    exports greenbelt.projection;
}
