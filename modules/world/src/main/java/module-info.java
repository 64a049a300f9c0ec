/// Time, tasks, waiting, nodes and randomness: all that a program may ask of the world it runs in.
@org.jspecify.annotations.NullMarked
module greenbelt.world {
    requires static transitive org.jspecify;

    exports greenbelt.world;
}
