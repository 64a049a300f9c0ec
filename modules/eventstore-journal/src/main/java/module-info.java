/// A disposable copy of an event store, for fast replay, on Chronicle Queue.
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // Chronicle's jars have no module descriptor
module greenbelt.eventstore.journal {
    requires static transitive org.jspecify;
    requires chronicle.bytes;
    requires chronicle.core;
    requires chronicle.queue;
    requires transitive greenbelt.disk;
    requires transitive greenbelt.eventstore;
    requires java.logging;
    requires jdk.unsupported; // Chronicle's, which cannot say so itself
    requires org.slf4j; // likewise

    exports greenbelt.eventstore.journal;
}
