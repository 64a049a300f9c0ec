package greenbelt.inventory;

import static greenbelt.inventory.House.LAMP;
import static greenbelt.inventory.House.TENT;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Group;
import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Message.InventoryCommand;
import greenbelt.contract.Message.ItemsListed;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Message.ListedItem;
import greenbelt.contract.Message.ReleaseStock;
import greenbelt.contract.Message.ReserveStock;
import greenbelt.contract.Message.ShipStock;
import greenbelt.contract.Message.StockRefused;
import greenbelt.contract.Message.StockReleased;
import greenbelt.contract.Message.StockReserved;
import greenbelt.contract.Message.StockShipped;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.Topics;
import greenbelt.event.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The inventory service, commanded over the bus,")
class InventoryCommandsTest {
    private static final OrderId ORDER = new OrderId(new UUID(0, 1));
    private static final ReserveStock TWO_LAMPS_AND_A_TENT =
            new ReserveStock(ORDER, List.of(new Line(TENT, 1), new Line(LAMP, 2)));
    private static final int CRASH_POINTS = 120;

    private final House house = new House(7);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("lists its items, once, also when it starts again")
    void listsItems() {
        house.restart();
        house.item(LAMP);
        assertThat(house.said())
                .containsExactly(
                        new ItemsListed(
                                List.of(
                                        new ListedItem(LAMP, "Camping lamp", new Money(1_999)),
                                        new ListedItem(TENT, "Tent for two", new Money(19_900)))));
    }

    @Test
    @DisplayName("sets all lines aside and says so")
    void reserves() {
        house.send("m1", TWO_LAMPS_AND_A_TENT);
        assertThat(house.said()).contains(new StockReserved(ORDER));
        assertThat(house.item(LAMP)).isEqualTo(lamps(8, 2, 0));
        assertThat(house.item(TENT).available()).isEqualTo(2);
        assertThat(house.violations()).isEmpty();
    }

    @Test
    @DisplayName("sets no line aside when one cannot be had")
    void refuses() {
        house.send("m1", new ReserveStock(ORDER, List.of(new Line(LAMP, 2), new Line(TENT, 4))));
        assertThat(house.said())
                .contains(
                        new StockRefused(
                                ORDER, "4 of item TENT-1 were asked for, 3 are available"));
        assertThat(house.item(LAMP)).isEqualTo(lamps(10, 0, 0));
    }

    @Test
    @DisplayName("does a message that is delivered again once, and answers once")
    void ignoresRepeatedMessages() {
        house.send("m1", TWO_LAMPS_AND_A_TENT);
        house.send("m1", TWO_LAMPS_AND_A_TENT);
        assertThat(house.heard.stream().map(Envelope::type))
                .containsExactly("ItemsListed", "StockReserved");
        assertThat(house.item(LAMP)).isEqualTo(lamps(8, 2, 0));
    }

    @Test
    @DisplayName("answers an order that asks again, in another message, and sets aside once")
    void answersRepeatedQuestions() {
        house.send("m1", TWO_LAMPS_AND_A_TENT);
        house.send("m2", TWO_LAMPS_AND_A_TENT);
        assertThat(house.heard.stream().map(Envelope::type))
                .containsExactly("ItemsListed", "StockReserved", "StockReserved");
        assertThat(house.item(LAMP)).isEqualTo(lamps(8, 2, 0));
    }

    @Test
    @DisplayName("puts stock back, once")
    void releases() {
        house.send("m1", TWO_LAMPS_AND_A_TENT);
        house.send("m2", new ReleaseStock(ORDER));
        house.send("m3", new ReleaseStock(ORDER));
        assertThat(house.said()).contains(new StockReleased(ORDER));
        assertThat(house.item(LAMP)).isEqualTo(lamps(10, 0, 0));
        assertThat(house.violations()).isEmpty();
    }

    @Test
    @DisplayName("refuses an order whose release came first")
    void buries() {
        house.send("m1", new ReleaseStock(ORDER));
        house.send("m2", TWO_LAMPS_AND_A_TENT);
        assertThat(house.said())
                .contains(new StockReleased(ORDER))
                .contains(new StockRefused(ORDER, "the order's stock was released already"));
        assertThat(house.item(LAMP)).isEqualTo(lamps(10, 0, 0));
    }

    @Test
    @DisplayName("ships what is set aside, once")
    void ships() {
        house.send("m1", TWO_LAMPS_AND_A_TENT);
        house.send("m2", new ShipStock(ORDER));
        house.send("m3", new ShipStock(ORDER));
        assertThat(house.said()).contains(new StockShipped(ORDER));
        assertThat(house.item(LAMP)).isEqualTo(lamps(8, 0, 2));
        assertThat(house.violations()).isEmpty();
    }

    @Test
    @DisplayName("gives up a shipment of what was released, and goes on")
    void givesUpContradictions() {
        house.send("m1", TWO_LAMPS_AND_A_TENT);
        house.send("m2", new ReleaseStock(ORDER));
        house.send("m3", new ShipStock(ORDER));
        house.asTester(() -> {
            house.world.sleep(Duration.ofHours(1));
            return true;
        });
        var dead = house.bus.deadLetters(Topics.INVENTORY_COMMANDS, new Group("inventory"), 10);
        assertThat(dead)
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.message().id()).hasToString("m3");
                    assertThat(letter.error()).contains("no stock set aside");
                });
        assertThat(house.item(LAMP)).isEqualTo(lamps(10, 0, 0));
    }

    @Test
    @DisplayName("does a reservation once and answers it, whenever it crashes")
    void reservesThroughCrashes() {
        throughCrashes(List.of(), TWO_LAMPS_AND_A_TENT, "StockReserved", lamps(8, 2, 0));
    }

    @Test
    @DisplayName("does a release once and answers it, whenever it crashes")
    void releasesThroughCrashes() {
        throughCrashes(
                List.of(TWO_LAMPS_AND_A_TENT),
                new ReleaseStock(ORDER),
                "StockReleased",
                lamps(10, 0, 0));
    }

    private static void throughCrashes(
            List<InventoryCommand> before, InventoryCommand command, String reply, ItemView lamps) {
        int crashedBeforeTheAnswer = 0;
        for (int micros = 0; micros < CRASH_POINTS * 10; micros += 10) {
            try (var house = new House(micros)) {
                before.forEach(earlier -> house.send("before", earlier));
                crash(house, command, Duration.ofNanos(micros * 1_000L));
                crashedBeforeTheAnswer += house.hasHeard(reply) ? 0 : 1;
                house.restart();
                var when = "after a crash at " + micros + " µs";
                assertThat(house.item(LAMP)).as(when).isEqualTo(lamps);
                assertThat(house.hasHeard(reply)).as(when).isTrue();
                assertThat(house.violations()).as(when).isEmpty();
                assertThat(house.world.failures()).as(when).isEmpty();
            }
        }
        assertThat(crashedBeforeTheAnswer).isBetween(CRASH_POINTS / 4, CRASH_POINTS * 3 / 4);
    }

    private static void crash(House house, InventoryCommand command, Duration delay) {
        var node = house.node();
        house.asTester(() -> {
            house.tester.spawn(
                    "saboteur",
                    () -> {
                        house.world.sleep(delay);
                        node.crash();
                    });
            house.publish("command", command);
            return true;
        });
    }

    private static ItemView lamps(int available, int reserved, int shipped) {
        return new ItemView(
                LAMP, "Camping lamp", new Money(1_999), available, reserved, shipped, 10);
    }
}
