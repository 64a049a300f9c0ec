package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Group;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.DeliveryAddress;
import greenbelt.contract.Finding;
import greenbelt.contract.Topics;
import greenbelt.database.Dump;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.inventory.InventoryService;
import greenbelt.order.OrderService;
import greenbelt.user.UserService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In a system that has forgotten every user who ordered,")
class ForgottenUsersTest {
    private static final int ORDERS = 12;
    private static final int ALL = 100_000;

    private final Simulator system = Simulator.open(Plan.virtual(7));

    @AfterEach
    void close() {
        system.close();
    }

    /// What is personal in these orders, and must not be found: recipients, streets, postal codes.
    private List<String> order() {
        return system.run(
                "order",
                () -> {
                    var shopping = Shopping.in(system.client(), 1);
                    var personal = new ArrayList<String>();
                    for (int n = 0; n < ORDERS; n++) {
                        var order = shopping.order(n);
                        system.client().call(Request.post("/orders", order)).body().close();
                        order.deliverTo()
                                .ifPresent(to ->
                                        personal.addAll(
                                                List.of(
                                                        to.recipient(),
                                                        to.street(),
                                                        to.postalCode())));
                    }
                    return personal;
                });
    }

    private void forgetEverybody() {
        system.run(
                "forget",
                () ->
                        system.orders().stream()
                                .map(OrderView::user)
                                .distinct()
                                .forEach(user ->
                                        system.client()
                                                .call(
                                                        Request.of(
                                                                Method.DELETE,
                                                                "/users/"
                                                                        + user
                                                                        + "/personal-data"))
                                                .body()
                                                .close()));
    }

    /// All spans with their attributes, all messages on the bus, all failures.
    private List<String> tracesAndMessages() {
        var lines = new ArrayList<String>();
        system.traces().recent(ALL).forEach(trace -> lines.add(trace.toString()));
        var reader = system.world().start("reader");
        Topics.ALL.forEach(topic ->
                system.parts()
                        .bus()
                        .subscribe(
                                reader,
                                topic,
                                new Group("reader"),
                                delivery -> lines.add(delivery.toString())));
        system.run("read messages", () -> true);
        reader.stop();
        system.world().failures().forEach(failure -> lines.add(failure.toString()));
        lines.add(system.run("status", system::status).toString());
        lines.add(system.run("orders", system::orders).toString());
        return lines;
    }

    /// Every row of every database; the services are down afterwards.
    private List<String> rows() {
        return system.run(
                "dump",
                () -> {
                    system.stopNodes();
                    var disk = system.parts().disk();
                    return Stream.of(
                                    disk.open("user", UserService.SCHEMA),
                                    disk.open("inventory", InventoryService.SCHEMA),
                                    disk.open("order", OrderService.SCHEMA),
                                    disk.open("events", JdbcEventStore.SCHEMA))
                            .flatMap(database -> Dump.of(database).stream())
                            .toList();
                });
    }

    /// The keys themselves, which only a test that opens the database behind the service's back can see.
    private List<String> keys() {
        return system.run(
                "look",
                () -> {
                    system.crash("order-1");
                    var database = system.parts().disk().open("order", OrderService.SCHEMA);
                    var keys =
                            database.read(
                                    "look",
                                    session ->
                                            session.query(
                                                    "select secret from personal_keys"
                                                            + " where secret is not null"
                                                            + " order by person",
                                                    row -> row.text("secret")));
                    database.stop();
                    system.restart("order-1");
                    return keys;
                });
    }

    private static List<String> with(List<String> lines, List<String> words) {
        return lines.stream().filter(line -> words.stream().anyMatch(line::contains)).toList();
    }

    @Test
    @DisplayName("nothing personal and no key is found: in no row, span, message or failure")
    void nothingIsLeft() {
        var personal = order();
        var keys = keys();
        assertThat(personal).hasSizeGreaterThan(ORDERS);
        assertThat(keys).hasSizeGreaterThan(20);

        forgetEverybody();

        assertThat(system.run("check", system::check)).allMatch(Finding::holds);
        assertThat(shown()).isNotEmpty().allMatch(DeliveryAddress.FORGOTTEN::equals);
        var seen = tracesAndMessages();
        assertThat(with(seen, personal)).isEmpty();
        assertThat(with(seen, keys)).isEmpty();
        var rows = rows();
        assertThat(with(rows, personal)).isEmpty();
        assertThat(with(rows, keys)).isEmpty();
        assertThat(rows).anyMatch(row -> row.startsWith("personal_keys: "));
    }

    @Test
    @DisplayName(
            "there was something to find before: in the read model and the accounts, nowhere else")
    void onlyTheReadModelIsOpen() {
        var personal = order();
        var keys = keys();

        var seen = tracesAndMessages();
        assertThat(with(seen, personal)).isEmpty();
        assertThat(with(seen, keys)).isEmpty();
        var rows = rows();
        assertThat(with(rows, keys)).isEmpty();
        assertThat(with(rows, personal))
                .isNotEmpty()
                .allMatch(row -> row.startsWith("order_list_v1: ") || row.startsWith("users: "));
    }

    private List<DeliveryAddress> shown() {
        return system.run(
                "show",
                () ->
                        IntStream.rangeClosed(1, ORDERS)
                                .mapToObj(n -> Request.get("/orders/order-" + n))
                                .map(request -> system.client().call(request))
                                .map(response -> response.json(OrderView.class))
                                .map(OrderView::deliverTo)
                                .flatMap(Optional::stream)
                                .toList());
    }
}
