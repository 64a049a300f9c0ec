/// The commands, declared once for the shell, for scripts and for notebooks.
@org.jspecify.annotations.NullMarked
module greenbelt.command {
    requires static transitive org.jspecify;
    requires greenbelt.contract;
    requires transitive greenbelt.database;
    requires transitive greenbelt.eventstore;
    requires greenbelt.fault;
    requires greenbelt.http;
    requires greenbelt.json;
    requires greenbelt.projection;
    requires greenbelt.shard;
    requires transitive greenbelt.simulator;
    requires greenbelt.telemetry;
    requires transitive greenbelt.view;

    exports greenbelt.command;
    exports greenbelt.command.catalogue;
    exports greenbelt.command.line;
}
