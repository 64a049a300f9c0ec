/// The bus of the live world: durable, in this process, on Chronicle Queue.
@org.jspecify.annotations.NullMarked
@SuppressWarnings("requires-automatic") // Chronicle's jars have no module descriptor
module greenbelt.bus.chronicle {
    requires static transitive org.jspecify;
    requires chronicle.bytes;
    requires chronicle.core;
    requires chronicle.queue;
    requires transitive greenbelt.bus;
    requires transitive greenbelt.disk;
    requires java.logging;
    requires jdk.unsupported; // Chronicle's, which cannot say so itself
    requires org.slf4j; // likewise

    exports greenbelt.bus.chronicle;
}
