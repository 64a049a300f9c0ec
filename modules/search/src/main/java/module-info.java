/// Searches seeds by the thousand for runs that break an invariant, makes one small, keeps it, shows it.
@org.jspecify.annotations.NullMarked
module greenbelt.search {
    requires static transitive org.jspecify;
    requires transitive greenbelt.contract;
    requires transitive greenbelt.fault;
    requires greenbelt.http;
    requires greenbelt.json;
    requires transitive greenbelt.simulator;
    requires greenbelt.telemetry;
    requires transitive greenbelt.view;
    requires greenbelt.workload;
    requires transitive greenbelt.world;

    exports greenbelt.search;
}
