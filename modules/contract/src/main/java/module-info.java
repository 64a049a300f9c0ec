/// The published language: the ids, messages and HTTP shapes that the services share.
@org.jspecify.annotations.NullMarked
module greenbelt.contract {
    requires static transitive org.jspecify;
    requires transitive greenbelt.bus;
    requires transitive greenbelt.event;
    requires transitive greenbelt.http;
    requires greenbelt.json;

    exports greenbelt.contract;
}
