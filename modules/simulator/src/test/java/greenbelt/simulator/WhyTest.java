package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Edge;
import greenbelt.contract.Mode;
import greenbelt.fault.PlanText;
import greenbelt.http.Request;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Why an order is where it is")
class WhyTest {
    private final Simulator system = Simulator.open(Plan.virtual(7));

    @BeforeEach
    void getToKnowTheTown() {
        system.run("get to know", () -> system.client().getToKnowTheTown());
    }

    @AfterEach
    void close() {
        system.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # fault                                             | mode  | what is in the way
                    consumer-stopped group:user.commands~user           | ASYNC | the command is message 1 of user.commands, and group user has done with 0
                    consumer-stopped group:user.events~order            | ASYNC | the answer is message 2 of user.events, and group order has done with 1
                    poison group:user.commands~user                     | ASYNC | the command was given up after 8 attempts
                    poison group:user.events~order                      | ASYNC | the answer was given up after 8 attempts
                    corrupted group:inventory.commands~inventory        | ASYNC | the command was given up after 8 attempts
                    request-lost topic:user.commands                    | ASYNC | the command is not on the bus: it is event 2, and the relay stands at 1
                    refused topic:user.commands                         | ASYNC | the command is not on the bus: it is event 2, and the relay stands at 1
                    refused topic:user.events                           | ASYNC | 1 message waits in the outbox of the user service
                    partition order->bus                                | ASYNC | the command is not on the bus: it is event 2, and the relay stands at 1
                    partition inventory->bus                            | ASYNC | the command is message 1 of inventory.commands, and group inventory has done with 0
                    request-lost order->user                            | SYNC  | fault broken is on
                    reply-lost order->inventory                         | SYNC  | fault broken is on
                    refused order->inventory                            | SYNC  | fault broken is on
                    error-reply order->user                             | SYNC  | fault broken is on
                    latency order->inventory --delay 1m                 | SYNC  | fault broken is on
                    partition order<->user                              | SYNC  | fault broken is on
                    commit-refused database:user                        | SYNC  | fault broken is on
                    disk-full database:inventory                        | SYNC  | fault broken is on
                    commit-refused database:user                        | ASYNC | the command
                    error-reply database:inventory                      | SYNC  | fault broken is on
                    reply-lost database:user                            | ASYNC | the command was given up after 8 attempts
                    reply-lost topic:user.commands                      | ASYNC | the command is not on the bus: it is event 4, and the relay stands at 1
                    corrupted topic:user.commands                       | ASYNC | the command is not on the bus: it is event 2, and the relay stands at 1
                    partition topic:user.events                         | ASYNC | 1 message waits in the outbox of the user service
                    partition user<->bus                                | ASYNC | the command is message 1 of user.commands, and group user has done with 0
                    partition bus->order                                | ASYNC | the command is not on the bus: it is event 2, and the relay stands at 1
                    error-reply order->user --status 429                | SYNC  | fault broken is on
                    pause node:user-1 --delay 1h                        | ASYNC | user-1 stands still: it is paused
                    crash node:user-1 --delay 1h                        | SYNC  | user-1 is down; start it: restart user-1
                    crash node:inventory-1 --delay 1h                   | ASYNC | inventory-1 is down; start it: restart inventory-1
                    pause node:inventory-1 --delay 1h                   | SYNC  | inventory-1 stands still: it is paused
                    """)
    @DisplayName("is found for whatever stops it")
    void stopped(String fault, Mode mode, String obstacle) {
        for (var edge : Edge.values()) {
            system.mode(edge, mode);
        }
        put(fault + " --name broken");

        var why = why(place());

        assertThat(why.answer()).contains(" waits for the ").contains(obstacle);
        assertThat(why.answer()).contains("the timer that asks again rings at");
    }

    @Test
    @DisplayName("is that the order service is down, when it is")
    void orderServiceDown() {
        var order = place();
        system.run("crash", () -> system.crash("order-1"));

        assertThat(why(order).answer()).contains("order-1 is down").contains("restart order-1");
    }

    @Test
    @DisplayName("is that it waits for its shipping, when it is confirmed")
    void confirmed() {
        assertThat(why(place()).answer())
                .contains("is CONFIRMED and waits only for its shipping: the timer rings at");
    }

    @Test
    @DisplayName("is that nothing more will happen, when it is shipped")
    void shipped() {
        var order = place();
        system.run("an hour later", () -> system.world().sleep(Duration.ofHours(2)));

        assertThat(why(order).answer()).isEqualTo(order + " is SHIPPED: nothing more will happen");
    }

    @Test
    @DisplayName("is told of orders that the read model does not show yet")
    void notShownYet() {
        put("disk-full database:order --name broken");
        var order = place();

        assertThat(why("order-1").clues())
                .extracting(Object::toString)
                .anyMatch(clue -> clue.contains("shows version 0 of"));
        assertThat(order).isNotEmpty();
    }

    @Test
    @DisplayName("is not made up for orders that do not exist")
    void noSuchOrder() {
        assertThatThrownBy(() -> why("order-99"))
                .isInstanceOf(SimulatorException.class)
                .hasMessage("there is no order \"order-99\"; see: order list");
    }

    private void put(String line) {
        var plan = PlanText.parse(line, Simulator.landscape());
        system.run("break", () -> system.add(plan));
    }

    private Why why(String order) {
        return system.run("why", () -> system.why(order));
    }

    private String place() {
        return system.run(
                "place",
                () -> {
                    var order = Shopping.in(system.client(), 1).order(0);
                    var response = system.client().call(Request.post("/orders", order));
                    system.world().sleep(Duration.ofSeconds(10));
                    return response.json(OrderView.class).number();
                });
    }
}
