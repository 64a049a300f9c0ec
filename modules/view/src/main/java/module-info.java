/// What people look at: tables and waterfalls, each a model first and then a drawing.
@org.jspecify.annotations.NullMarked
module greenbelt.view {
    requires static transitive org.jspecify;
    requires transitive greenbelt.telemetry;

    exports greenbelt.view;
}
