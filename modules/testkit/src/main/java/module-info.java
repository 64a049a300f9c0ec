/// What every implementation of a port must do, as tests; and what tests share.
@org.jspecify.annotations.NullMarked
module greenbelt.testkit {
    requires static transitive org.jspecify;
    requires transitive greenbelt.bus;
    requires transitive greenbelt.contract;
    requires transitive greenbelt.database;
    requires transitive greenbelt.eventstore;
    requires transitive greenbelt.http;
    requires transitive greenbelt.telemetry;
    requires jdk.jfr;
    requires org.assertj.core;
    requires transitive org.junit.jupiter.api;
    requires org.junit.platform.launcher;

    exports greenbelt.testkit;
}
