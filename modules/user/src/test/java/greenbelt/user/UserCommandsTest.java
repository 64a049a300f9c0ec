package greenbelt.user;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Group;
import greenbelt.contract.Message.CreditRefused;
import greenbelt.contract.Message.CreditReleased;
import greenbelt.contract.Message.CreditReserved;
import greenbelt.contract.Message.ReleaseCredit;
import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.Message.UsersRegistered;
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

@DisplayName("The user service, commanded over the bus,")
class UserCommandsTest {
    private static final OrderId ORDER = new OrderId(new UUID(0, 1));
    private static final Money PRICE = new Money(300);
    private static final int CRASH_POINTS = 120;

    private final House house = new House(7);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    @DisplayName("announces the users of the town, once, also when it starts again")
    void announcesUsers() {
        house.restart();
        var ada = house.user("ada");
        var grace = house.user("grace");
        assertThat(house.said()).containsExactly(new UsersRegistered(List.of(ada, grace)));
    }

    @Test
    @DisplayName("sets credit aside and says so")
    void reserves() {
        var grace = house.user("grace");
        house.send("m1", new ReserveCredit(ORDER, grace, PRICE));
        assertThat(house.said()).contains(new CreditReserved(ORDER));
        assertThat(house.balance(grace)).isEqualTo(new Money(200));
        assertThat(house.violations()).isEmpty();
    }

    @Test
    @DisplayName("refuses what the wallet does not hold")
    void refuses() {
        var grace = house.user("grace");
        house.send("m1", new ReserveCredit(ORDER, grace, new Money(501)));
        assertThat(house.said())
                .contains(new CreditRefused(ORDER, "the wallet holds 5.00, the order costs 5.01"));
        assertThat(house.balance(grace)).isEqualTo(new Money(500));
    }

    @Test
    @DisplayName("does a message that is delivered again once, and answers once")
    void ignoresRepeatedMessages() {
        var grace = house.user("grace");
        var command = new ReserveCredit(ORDER, grace, PRICE);
        house.send("m1", command);
        house.send("m1", command);
        assertThat(house.heard.stream().map(Envelope::type))
                .containsExactly("UsersRegistered", "CreditReserved");
        assertThat(house.balance(grace)).isEqualTo(new Money(200));
    }

    @Test
    @DisplayName("answers an order that asks again, in another message, and charges it once")
    void answersRepeatedQuestions() {
        var grace = house.user("grace");
        house.send("m1", new ReserveCredit(ORDER, grace, PRICE));
        house.send("m2", new ReserveCredit(ORDER, grace, PRICE));
        assertThat(house.heard.stream().map(Envelope::type))
                .containsExactly("UsersRegistered", "CreditReserved", "CreditReserved");
        assertThat(house.balance(grace)).isEqualTo(new Money(200));
    }

    @Test
    @DisplayName("gives credit back, once")
    void releases() {
        var grace = house.user("grace");
        house.send("m1", new ReserveCredit(ORDER, grace, PRICE));
        house.send("m2", new ReleaseCredit(ORDER));
        house.send("m3", new ReleaseCredit(ORDER));
        assertThat(house.said()).contains(new CreditReleased(ORDER));
        assertThat(house.balance(grace)).isEqualTo(new Money(500));
        assertThat(house.violations()).isEmpty();
    }

    @Test
    @DisplayName("refuses an order whose release came first")
    void buries() {
        var grace = house.user("grace");
        house.send("m1", new ReleaseCredit(ORDER));
        house.send("m2", new ReserveCredit(ORDER, grace, PRICE));
        assertThat(house.said())
                .contains(new CreditReleased(ORDER))
                .contains(new CreditRefused(ORDER, "the order's credit was released already"));
        assertThat(house.balance(grace)).isEqualTo(new Money(500));
    }

    @Test
    @DisplayName("gives up a command that contradicts an earlier one, and goes on")
    void givesUpContradictions() {
        var grace = house.user("grace");
        house.send("m1", new ReserveCredit(ORDER, grace, PRICE));
        house.send("m2", new ReserveCredit(ORDER, grace, new Money(1)));
        house.send("m3", new ReleaseCredit(ORDER));
        house.asTester(() -> {
            house.world.sleep(Duration.ofHours(1));
            return true;
        });
        var dead = house.bus.deadLetters(Topics.USER_COMMANDS, new Group("user"), 10);
        assertThat(dead)
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.message().id()).hasToString("m2");
                    assertThat(letter.error()).contains("cannot also ask for 0.01");
                });
        assertThat(house.balance(grace)).isEqualTo(new Money(500));
    }

    @Test
    @DisplayName("does a command once and answers it, whenever it crashes")
    void survivesCrashes() {
        int crashedBeforeTheAnswer = 0;
        for (int micros = 0; micros < CRASH_POINTS * 10; micros += 10) {
            try (var crashing = new House(micros)) {
                if (crashesBeforeTheAnswer(crashing, Duration.ofNanos(micros * 1_000L))) {
                    crashedBeforeTheAnswer++;
                }
            }
        }
        assertThat(crashedBeforeTheAnswer).isBetween(CRASH_POINTS / 4, CRASH_POINTS * 3 / 4);
    }

    private static boolean crashesBeforeTheAnswer(House house, Duration delay) {
        var grace = house.user("grace");
        var node = house.node();
        house.asTester(() -> {
            house.tester.spawn(
                    "saboteur",
                    () -> {
                        house.world.sleep(delay);
                        node.crash();
                    });
            house.publish("m1", new ReserveCredit(ORDER, grace, PRICE));
            return true;
        });
        boolean answered = house.said().contains(new CreditReserved(ORDER));
        house.restart();
        var when = "after a crash at " + delay;
        assertThat(house.said()).as(when).contains(new CreditReserved(ORDER));
        assertThat(house.balance(grace)).as(when).isEqualTo(new Money(200));
        assertThat(house.violations()).as(when).isEmpty();
        assertThat(house.world.failures()).as(when).isEmpty();
        return !answered;
    }
}
