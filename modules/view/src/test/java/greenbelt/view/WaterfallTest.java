package greenbelt.view;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.json.Json;
import greenbelt.telemetry.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A waterfall")
class WaterfallTest {
    @Test
    @DisplayName("shows who did what, when, because of what, and what went wrong")
    void whole() {
        assertThat(Waterfall.of(Traces.ORDER).draw(Page.unicode(110)))
                .isEqualTo(
                        """
                        trace 4bf92f3577b34da6a3ce929d0e0e4736 · 7 spans · 2 services · 46.0 ms · 1 failed · 1 lost
                        service  operation                                        kind         start  duration
                        gateway  POST /orders                                     server       +0 ms   40.0 ms  ████████████████████
                        gateway  └ POST /orders                                   client     +500 µs   39.0 ms  ███████████████████
                        order      └ POST /orders                                 server    +1.00 ms   38.0 ms  ███████████████████
                        order        ├ append events                              client    +1.50 ms   4.17 ms  ███
                        order        │ └ process events OrderPlaced → orders      consumer  +45.0 ms   3.00 µs                       ▏
                        order        │   └ ✗ lost: update read model              client    +46.0 ms      lost                       ░
                        order        └ ✗ 503: POST /credit-reservations/6d4157b…  client    +7.00 ms   12.0 ms     ███████
                        """);
    }

    @Test
    @DisplayName("is the picture in the README")
    void readme() throws IOException {
        assertThat(Files.readString(Path.of("README.md")))
                .contains(Waterfall.of(Traces.ORDER).draw(Page.unicode(110)));
    }

    @Test
    @DisplayName("can be drawn in ASCII")
    void ascii() {
        assertThat(Waterfall.of(Traces.ORDER).draw(Page.ascii(100)))
                .isEqualTo(
                        """
                        trace 4bf92f3577b34da6a3ce929d0e0e4736, 7 spans, 2 services, 46.0 ms, 1 failed, 1 lost
                        service  operation                                kind         start  duration
                        gateway  POST /orders                             server       +0 ms   40.0 ms  ##################
                        gateway  `-POST /orders                           client     +500 us   39.0 ms  ##################
                        order      `-POST /orders                         server    +1.00 ms   38.0 ms  #################
                        order        |-append events                      client    +1.50 ms   4.17 ms  ###
                        order        | `-process events OrderPlaced ->..  consumer  +45.0 ms   3.00 us                     |
                        order        |   `-! lost: update read model      client    +46.0 ms      lost                     .
                        order        `-! 503: POST /credit-reservation..  client    +7.00 ms   12.0 ms     ######
                        """);
    }

    @Test
    @DisplayName("leaves out columns where the page is narrow")
    void narrow() {
        assertThat(Waterfall.of(Traces.ORDER).draw(Page.unicode(48)))
                .isEqualTo(
                        """
                        trace 4bf92f3577b34da6a3ce929d0e0e4736 · 7 span…
                        operation                 duration
                        POST /orders               40.0 ms  ███████████
                        └ POST /orders             39.0 ms  ███████████
                          └ POST /orders           38.0 ms  ███████████
                            ├ append events        4.17 ms  ██
                            │ └ process events …   3.00 µs             ▏
                            │   └ ✗ lost: updat…      lost             ░
                            └ ✗ 503: POST /cred…   12.0 ms   ████
                        """);
    }

    @Test
    @DisplayName("is data as well")
    void json() {
        var first =
                new Trace(
                        "4bf92f3577b34da6a3ce929d0e0e4736",
                        false,
                        Traces.ORDER.spans().subList(0, 1),
                        0);
        assertThat(Json.pretty(Waterfall.of(first)))
                .isEqualTo(
                        """
                        {
                          "trace" : "4bf92f3577b34da6a3ce929d0e0e4736",
                          "start" : "2026-01-01T00:00:00Z",
                          "duration" : "PT0.04S",
                          "services" : [
                            "gateway"
                          ],
                          "rows" : [
                            {
                              "depth" : 0,
                              "lastChild" : true,
                              "span" : "0000000000000001",
                              "service" : "gateway",
                              "node" : "gateway-1",
                              "operation" : "POST /orders",
                              "kind" : "SERVER",
                              "offset" : "PT0S",
                              "duration" : "PT0.04S",
                              "waitedFor" : "PT0.04S",
                              "status" : "DONE",
                              "attributes" : { }
                            }
                          ],
                          "droppedSpans" : 0
                        }\
                        """);
    }
}
