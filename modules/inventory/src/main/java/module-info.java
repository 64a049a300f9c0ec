/// The inventory service: what is in stock, and for which orders it is set aside.
@org.jspecify.annotations.NullMarked
module greenbelt.inventory {
    requires static transitive org.jspecify;
    requires transitive greenbelt.bus;
    requires transitive greenbelt.contract;
    requires transitive greenbelt.database;
    requires transitive greenbelt.http;
    requires transitive greenbelt.outbox;
    requires transitive greenbelt.telemetry;
    requires transitive greenbelt.world;

    exports greenbelt.inventory;
}
