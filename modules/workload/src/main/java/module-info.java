/// Who lives in the simulated town, what is on its shelves, and how often somebody comes: by seed.
@org.jspecify.annotations.NullMarked
module greenbelt.workload {
    requires static transitive org.jspecify;
    requires transitive greenbelt.world;

    exports greenbelt.workload;
}
