/// The event store of record, in a database.
@org.jspecify.annotations.NullMarked
module greenbelt.eventstore.jdbc {
    requires static transitive org.jspecify;
    requires transitive greenbelt.database;
    requires transitive greenbelt.eventstore;

    exports greenbelt.eventstore.jdbc;
}
