/// One service's own database: open, read, write in a transaction, crash.
@SuppressWarnings("requires-automatic") // H2 has no descriptor
@org.jspecify.annotations.NullMarked
module greenbelt.database {
    requires static transitive org.jspecify;
    requires transitive greenbelt.disk;
    requires transitive greenbelt.event;
    requires transitive greenbelt.world;
    requires com.h2database;
    requires com.zaxxer.hikari;
    requires java.naming; // H2's data source names a type of it
    requires java.logging; // a data source names a type of it
    requires java.sql;

    exports greenbelt.database;
}
