/// Benchmarks: how fast whole systems and their parts run, against what is promised.
@org.jspecify.annotations.NullMarked
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // Chronicle, as a peer
module greenbelt.bench {
    requires static org.jspecify;
    requires com.nimbusds.jose.jwt;
    requires HdrHistogram;
    requires chronicle.bytes;
    requires chronicle.core;
    requires chronicle.queue;
    requires greenbelt.bus;
    requires greenbelt.bus.chronicle;
    requires greenbelt.contract;
    requires greenbelt.database;
    requires greenbelt.disk;
    requires greenbelt.event;
    requires greenbelt.eventstore;
    requires greenbelt.eventstore.jdbc;
    requires greenbelt.eventstore.journal;
    requires greenbelt.gateway;
    requires greenbelt.http;
    requires greenbelt.http.client;
    requires greenbelt.http.helidon;
    requires greenbelt.order;
    requires greenbelt.outbox;
    requires greenbelt.projection;
    requires greenbelt.search;
    requires greenbelt.shard;
    requires greenbelt.simulator;
    requires greenbelt.telemetry;
    requires greenbelt.token;
    requires greenbelt.world;
    requires java.compiler;
    requires java.management;
    requires java.sql;
}
