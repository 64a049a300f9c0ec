/// How much room a disk has left, and who must not write when it is too little.
@org.jspecify.annotations.NullMarked
module greenbelt.disk {
    requires static transitive org.jspecify;

    exports greenbelt.disk;
}
