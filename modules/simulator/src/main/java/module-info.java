/// The composition root: builds a whole system in either world, and is the handle to it.
@SuppressWarnings("requires-automatic") // HdrHistogram has no descriptor
@org.jspecify.annotations.NullMarked
module greenbelt.simulator {
    requires static transitive org.jspecify;
    requires HdrHistogram;
    requires java.management;
    requires transitive greenbelt.bus;
    requires greenbelt.bus.chronicle;
    requires greenbelt.certificate;
    requires transitive greenbelt.contract;
    requires transitive greenbelt.database;
    requires greenbelt.disk;
    requires greenbelt.eventstore.jdbc;
    requires transitive greenbelt.eventstore.journal;
    requires transitive greenbelt.eventstore;
    requires transitive greenbelt.fault;
    requires transitive greenbelt.gateway;
    requires greenbelt.http.client;
    requires greenbelt.http.helidon;
    requires transitive greenbelt.http;
    requires greenbelt.inventory;
    requires greenbelt.json;
    requires transitive greenbelt.metrics;
    requires transitive greenbelt.order;
    requires greenbelt.outbox;
    requires transitive greenbelt.projection;
    requires transitive greenbelt.shard;
    requires transitive greenbelt.telemetry;
    requires greenbelt.token;
    requires greenbelt.user;
    requires greenbelt.workload;
    requires transitive greenbelt.world;

    exports greenbelt.simulator;
}
