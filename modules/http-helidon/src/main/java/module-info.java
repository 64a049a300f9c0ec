/// HTTP servers on real sockets.
@org.jspecify.annotations.NullMarked
module greenbelt.http.helidon {
    requires static transitive org.jspecify;
    requires transitive greenbelt.http;
    requires io.helidon.common.buffers;
    requires io.helidon.common.concurrency.limits;
    requires io.helidon.common.socket;
    requires io.helidon.common.task;
    requires io.helidon.http;
    requires io.helidon.http.encoding;
    requires io.helidon.http.http2;
    requires io.helidon.http.media;
    requires io.helidon.service.registry;
    requires io.helidon.webserver;
    requires io.helidon.webserver.http2;
    requires java.logging;

    exports greenbelt.http.helidon;
}
