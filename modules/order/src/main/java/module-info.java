/// Orders, event-sourced: the decider, the saga over user and inventory, the read model.
@org.jspecify.annotations.NullMarked
module greenbelt.order {
    requires static transitive org.jspecify;
    requires transitive greenbelt.bus;
    requires transitive greenbelt.contract;
    requires transitive greenbelt.database;
    requires greenbelt.disk;
    requires transitive greenbelt.eventstore;
    requires transitive greenbelt.http;
    requires greenbelt.json;
    requires greenbelt.outbox;
    requires transitive greenbelt.projection;
    requires transitive greenbelt.vault;
    requires transitive greenbelt.world;

    exports greenbelt.order;
    exports greenbelt.order.decider to
            greenbelt.json;
}
