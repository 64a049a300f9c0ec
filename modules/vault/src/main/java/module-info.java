/// Personal data that can be forgotten although nothing is ever changed: a key for each person, and what it seals.
@org.jspecify.annotations.NullMarked
module greenbelt.vault {
    requires static transitive org.jspecify;
    requires transitive greenbelt.database;
    requires transitive greenbelt.world;

    exports greenbelt.vault;
}
