/// A pooled, blocking HTTP/1.1 client.
@SuppressWarnings("requires-automatic") // HttpCore has no module descriptor
@org.jspecify.annotations.NullMarked
module greenbelt.http.client {
    requires static transitive org.jspecify;
    requires transitive greenbelt.http;
    requires org.apache.httpcomponents.core5.httpcore5;

    exports greenbelt.http.client;
}
