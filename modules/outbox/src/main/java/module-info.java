/// Says exactly what was committed, and does once what was said: the outbox, its relay, and the inbox.
@org.jspecify.annotations.NullMarked
module greenbelt.outbox {
    requires static transitive org.jspecify;
    requires transitive greenbelt.bus;
    requires transitive greenbelt.database;

    exports greenbelt.outbox;
}
