package greenbelt.order;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.DeliveryAddress;
import greenbelt.contract.Flow;
import greenbelt.contract.Mode;
import greenbelt.contract.Money;
import greenbelt.database.MemoryDisk;
import greenbelt.database.Schema;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.EventShape;
import greenbelt.json.Json;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.order.decider.OrderEvent.OrderLine;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.order.decider.OrderEvents;
import greenbelt.vault.Sealed;
import greenbelt.vault.Vault;
import greenbelt.world.VirtualWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The files are what the service wrote when the version was the current one. They are added, and never changed.
@DisplayName("Order events of all times")
class KeptEventsTest {
    private static final Path KEPT = Path.of("src/test/resources/kept-events");
    private static final String FINGERPRINT =
            "5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef";

    private static final UUID KEY = new UUID(0, 4);
    private static final String SECRET =
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    static Stream<EventShape> everyShape() {
        return OrderEvents.TYPES.shapes().stream();
    }

    static Stream<EventShape> currentShapes() {
        return everyShape()
                .filter(shape -> shape.version() == OrderEvents.TYPES.currentVersion(shape.type()));
    }

    private static String file(EventShape shape) {
        return shape.type() + "-" + shape.version() + ".json";
    }

    private static Envelope kept(EventShape shape) {
        try {
            return new Envelope(
                    new MessageId("kept"),
                    "order",
                    shape.type(),
                    shape.version(),
                    "an order",
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty(),
                    Files.readString(KEPT.resolve(file(shape))));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @Test
    @DisplayName("are kept as bytes: every type in every version it ever had, and nothing else")
    void areAllKept() throws IOException {
        try (var files = Files.list(KEPT)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            everyShape().map(KeptEventsTest::file).toList());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyShape")
    @DisplayName("can all be read today")
    void canBeRead(EventShape shape) {
        assertThat(OrderEvents.open(kept(shape)).getClass().getSimpleName())
                .isEqualTo(shape.type());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("currentShapes")
    @DisplayName("are written today, byte for byte, as their current version was at first")
    void areWrittenTheSame(EventShape shape) {
        var kept = kept(shape);

        assertThat(Json.write(OrderEvents.open(kept))).isEqualTo(kept.data());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("currentShapes")
    @DisplayName(
            "have every field that their class has, so that none is added without a new version")
    void haveEveryField(EventShape shape) {
        var kept = kept(shape);

        assertThat(Fields.in(Json.read(kept.data(), JsonObject.class)))
                .isEqualTo(Fields.of(OrderEvents.open(kept).getClass()));
    }

    /// What [OrderPlaced] would be if somebody had added a field, deep down, and no version.
    record OrderPlacedAndMore(List<LineAndMore> lines) {}

    record LineAndMore(String sku, Optional<String> colour) {}

    @Test
    @DisplayName("do not hide a field that was added, not even an optional one deep down")
    void aNewFieldIsSeen() {
        var old = Json.read("{\"lines\":[{\"sku\":\"LAMP\"}]}", JsonObject.class);

        assertThat(Json.bind(old, OrderPlacedAndMore.class).lines()).hasSize(1);
        assertThat(Fields.in(old)).containsExactly("lines[].sku");
        assertThat(Fields.of(OrderPlacedAndMore.class))
                .containsExactly("lines[].colour", "lines[].sku");
    }

    @Test
    @DisplayName("name items since version 2; before, the SKU stands in")
    void namesOfItems() {
        assertThat(OrderEvents.open(kept(new EventShape("OrderPlaced", 1))))
                .isEqualTo(placed("LAMP", "CHAIR", Optional.empty()));
        assertThat(OrderEvents.open(kept(new EventShape("OrderPlaced", 2))))
                .isEqualTo(placed("Lamp", "Chair", Optional.empty()));
    }

    @Test
    @DisplayName("say where an order is delivered to since version 3, sealed; before, nowhere")
    void addresses() {
        var placed = (OrderPlaced) OrderEvents.open(kept(new EventShape("OrderPlaced", 3)));

        assertThat(placed).isEqualTo(placed("Lamp", "Chair", placed.deliverTo()));
        assertThat(placed.deliverTo()).map(Sealed::key).contains(KEY);
        assertThat(opened(placed.deliverTo().orElseThrow()))
                .isEqualTo(
                        Json.write(
                                new DeliveryAddress(
                                        "Ada Lovelace",
                                        "Rua das Amoreiras Velhas 12",
                                        "4050-123",
                                        "Porto",
                                        "Portugal")));
    }

    @Test
    @DisplayName("have in what is sealed every field that an address has")
    void addressesAreWhole() {
        var placed = (OrderPlaced) OrderEvents.open(kept(new EventShape("OrderPlaced", 3)));

        var opened = Json.read(opened(placed.deliverTo().orElseThrow()), JsonObject.class);

        assertThat(Fields.in(opened)).isEqualTo(Fields.of(DeliveryAddress.class));
    }

    /// What a vault opens that has the key of those days.
    private static String opened(Sealed sealed) {
        try (var world = new VirtualWorld(7)) {
            var disk = new MemoryDisk(world);
            var database = disk.open("order", new Schema(1, Vault.TABLES));
            var opened =
                    world.enter(
                            world.start("order-1"),
                            "open",
                            () -> {
                                database.write(
                                        "put the key back",
                                        session ->
                                                session.update(
                                                        "insert into personal_keys values (?, ?, ?)",
                                                        OrderTown.ADA.value(),
                                                        KEY,
                                                        SECRET));
                                return Vault.open(world, database)
                                        .open("order " + new UUID(0, 3) + ", deliverTo", sealed);
                            });
            disk.close();
            return opened.orElseThrow();
        }
    }

    private static OrderPlaced placed(String lamp, String chair, Optional<Sealed> deliverTo) {
        return new OrderPlaced(
                "order-3",
                OrderTown.ADA,
                List.of(
                        new OrderLine(OrderTown.LAMP, lamp, 2, new Money(1_250)),
                        new OrderLine(OrderTown.CHAIR, chair, 1, new Money(9_900))),
                Mode.SYNC,
                Mode.ASYNC,
                Flow.ORCHESTRATION,
                Optional.of(FINGERPRINT),
                deliverTo);
    }
}
