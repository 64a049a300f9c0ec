/// Requests, responses, routes and problems, and the network they travel over.
@org.jspecify.annotations.NullMarked
module greenbelt.http {
    requires static transitive org.jspecify;
    requires greenbelt.disk;
    requires transitive greenbelt.event;
    requires transitive greenbelt.json;
    requires transitive greenbelt.world;

    exports greenbelt.http;
}
