/// The envelope every message and event travels in, and the trace context it carries.
@org.jspecify.annotations.NullMarked
module greenbelt.event {
    requires static transitive org.jspecify;

    exports greenbelt.event;
}
