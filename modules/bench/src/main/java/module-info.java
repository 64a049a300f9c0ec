/// Benchmarks: how fast whole systems run, against the times that are promised.
@org.jspecify.annotations.NullMarked
module greenbelt.bench {
    requires static org.jspecify;
    requires greenbelt.contract;
    requires greenbelt.search;
    requires greenbelt.simulator;
    requires greenbelt.world;
}
