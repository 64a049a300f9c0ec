package greenbelt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.Bus.Entry;
import greenbelt.bus.Group;
import greenbelt.bus.MemoryBus;
import greenbelt.bus.Topic;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Messages that are published and handled together on a traced bus")
class TracedBatchTest {
    private static final Topic ORDERS = new Topic("orders");
    private static final Group BILLING = new Group("billing");

    private final VirtualWorld world = new VirtualWorld(7);
    private final Telemetry telemetry = new Telemetry(world);
    private final MemoryBus bus = new MemoryBus(world);
    private final List<List<Delivery>> batches = new ArrayList<>();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    @DisplayName(
            "have a span each where they are sent, and one span, linked to these, where they are handled")
    void spans() {
        var order = world.start("order-1");
        var billing = world.start("billing-1");
        world.enter(
                order,
                "say",
                () -> {
                    telemetry
                            .tracer("order", order)
                            .traced(bus)
                            .publish(ORDERS, Stream.of("a", "b", "c").map(this::message).toList());
                    telemetry
                            .tracer("billing", billing)
                            .traced(bus)
                            .subscribe(billing, ORDERS, BILLING, 10, batches::add);
                    world.sleep(Duration.ofSeconds(1));
                    return true;
                });

        var carried =
                bus.read(ORDERS, 0, 10).stream()
                        .map(Entry::message)
                        .map(Envelope::trace)
                        .map(Optional::orElseThrow)
                        .toList();
        assertThat(carried).extracting(TraceContext::spanId).hasSize(3).doesNotHaveDuplicates();
        assertThat(spans("send orders"))
                .extracting(Span::id)
                .containsExactlyInAnyOrderElementsOf(
                        carried.stream().map(TraceContext::spanId).toList());
        assertThat(batches).extracting(List::size).containsExactly(3);
        assertThat(spans("process orders"))
                .singleElement()
                .extracting(Span::links)
                .isEqualTo(carried);
    }

    private List<Span> spans(String name) {
        return telemetry.traces().recent(10).stream()
                .flatMap(trace -> trace.spans().stream())
                .filter(span -> span.name().equals(name))
                .toList();
    }

    private Envelope message(String data) {
        return new Envelope(
                MessageId.derivedFrom(data),
                "order",
                "OrderPlaced",
                1,
                "order-1",
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                data);
    }
}
