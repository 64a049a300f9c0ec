package greenbelt.inventory;

import static greenbelt.inventory.House.LAMP;
import static greenbelt.inventory.House.TENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.ReceiptView;
import greenbelt.contract.Api.ReservationAnswer;
import greenbelt.contract.Api.StockReservation;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.Sku;
import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.database.MemoryDisk;
import greenbelt.database.Session;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.world.LiveWorld;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Stock")
class NoOversellingTest {
    private static final int BUYERS = 32;

    @Test
    @DisplayName("is never oversold, in whatever order buyers come, over HTTP and over the bus")
    void neverOversold() {
        for (long seed = 0; seed < 20; seed++) {
            try (var house = new House(seed)) {
                var reserved = buyAll(house);
                assertThat(reserved).as("seed %d", seed).isLessThanOrEqualTo(10);
                assertThat(house.item(LAMP).available()).as("seed %d", seed).isZero();
                assertThat(house.violations()).as("seed %d", seed).isEmpty();
            }
        }
    }

    /// Half of the buyers ask for lamp and tent over HTTP, the others for two lamps over the bus.
    private static long buyAll(House house) {
        return house.asTester(() -> {
            Mailbox<Boolean> answers = house.world.mailbox("answers", BUYERS);
            for (int i = 0; i < BUYERS; i += 2) {
                var http = new OrderId(new UUID(1, i));
                var bus = new OrderId(new UUID(2, i));
                house.tester.spawn("buyer", () -> answers.put(buy(house, http)));
                house.tester.spawn(
                        "buyer",
                        () ->
                                house.publish(
                                        bus.toString(),
                                        new ReserveStock(bus, List.of(new Line(LAMP, 1)))));
            }
            return IntStream.range(0, BUYERS / 2).filter(i -> answers.await()).count();
        });
    }

    private static boolean buy(House house, OrderId order) {
        var lines = List.of(new Line(TENT, 1), new Line(LAMP, 1));
        var request =
                Request.of(Method.PUT, "/stock-reservations/" + order)
                        .withJson(new StockReservation(lines));
        return house.network
                .call(InventoryService.NAME, request, House.PATIENCE)
                .json(ReservationAnswer.class)
                .reserved();
    }

    @Test
    @DisplayName("is never oversold to tasks that run at the same time, on a file")
    void neverOversoldAtOnce(@TempDir Path folder) {
        try (var world = new LiveWorld();
                var disk = new FileDisk(world, folder, Durability.PROCESS)) {
            var node = world.start("inventory-1");
            var database = disk.open("inventory", InventoryService.SCHEMA);
            node.attach(database);
            var reserved = world.enter(node, "buyers", () -> buyAtOnce(world, node, database));
            assertThat(reserved).isEqualTo(10);
            assertThat(violations(world, node, database)).isEmpty();
        }
    }

    private static long buyAtOnce(World world, Node node, Database database) {
        shelve(database, LAMP);
        Mailbox<OrderStock> answers = world.mailbox("answers", BUYERS);
        for (int i = 0; i < BUYERS; i++) {
            var asked = new ReserveStock(new OrderId(new UUID(1, i)), List.of(new Line(LAMP, 1)));
            node.spawn(
                    "buyer",
                    () ->
                            answers.put(
                                    database.write(
                                            "reserve stock",
                                            session -> StockDesk.reserve(session, asked))));
        }
        var stock = new ArrayList<OrderStock>();
        for (int i = 0; i < BUYERS; i++) {
            stock.add(answers.await());
        }
        return stock.stream().filter(OrderStock.Reserved.class::isInstance).count();
    }

    @Test
    @DisplayName("cannot be driven below zero by whatever code: the database refuses")
    void isGuardedByTheDatabase() {
        try (var world = new VirtualWorld(7);
                var disk = new MemoryDisk(world)) {
            var node = world.start("inventory-1");
            var database = disk.open("inventory", InventoryService.SCHEMA);
            assertThatThrownBy(() ->
                            world.enter(
                                    node,
                                    "oversell",
                                    () -> {
                                        shelve(database, LAMP);
                                        return database.write(
                                                "oversell", NoOversellingTest::oversell);
                                    }))
                    .isInstanceOfSatisfying(
                            DatabaseException.class,
                            refused ->
                                    assertThat(refused.kind())
                                            .isEqualTo(DatabaseException.Kind.CONSTRAINT));
            assertThat(violations(world, node, database)).isEmpty();
        }
    }

    private static boolean oversell(Session session) {
        Items.reserve(session, List.of(new Line(LAMP, 11)));
        return true;
    }

    private static void shelve(Database database, Sku sku) {
        database.write(
                "shelve",
                session -> {
                    var item = new ItemView(sku, "Lamp", new Money(1), 10, 0, 0, 10);
                    Items.insert(session, List.of(item));
                    Items.insertReceipts(
                            session,
                            List.of(
                                    new ReceiptView(
                                            new UUID(3, 3), sku, 10, 10, VirtualWorld.BEGINNING)));
                    return true;
                });
    }

    private static List<String> violations(World world, Node node, Database database) {
        return world
                .enter(node, "check", () -> database.read("check", InventoryInvariant::checkAll))
                .stream()
                .flatMap(finding -> finding.violations().stream())
                .toList();
    }
}
