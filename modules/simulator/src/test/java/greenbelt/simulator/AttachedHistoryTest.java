package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.DeliveryAddress;
import greenbelt.http.Method;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.shard.data.ShopPlan;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.ValueRanges;
import greenbelt.world.Node;
import greenbelt.world.StepListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The order history on the shards")
class AttachedHistoryTest {
    private static final int ORDERS = 30;
    private static final ShardId SECOND = new ShardId(2);

    private final Simulator system = Simulator.open(Plan.virtual(7));

    @AfterEach
    void close() {
        system.close();
    }

    private void load(int orders) {
        system.run("load", () -> system.load(LoadPlan.of(orders), answered -> {}));
    }

    private Attachment.Standing attach() {
        return system.run("attach", () -> system.attachment().attach(OptionalInt.of(3), _ -> {}));
    }

    private void mustBeTheSame(int orders) {
        assertThat(system.run("compare", system.attachment()::compare))
                .isEqualTo(new Attachment.Compared(orders, List.of()));
    }

    private OrderPage get(String target) {
        return system.run(
                "get", () -> system.client().call(Request.get(target)).json(OrderPage.class));
    }

    /// The services that had a part in the last trace.
    private List<String> services() {
        return List.copyOf(system.traces().recent(1).getFirst().services());
    }

    @Test
    @DisplayName("has every order when it is attached, and each new one")
    void follows() {
        load(ORDERS);

        assertThat(attach().isWhole()).isTrue();
        mustBeTheSame(ORDERS);
        load(ORDERS);
        mustBeTheSame(2 * ORDERS);
        assertThat(system.run("standing", system.attachment()::standing).orElseThrow().behind())
                .isZero();
    }

    @Test
    @DisplayName("is what GET /orders is answered from, page by page, and the trace shows it")
    void isRead() {
        load(ORDERS);
        var user = get("/orders?limit=1").orders().getFirst().user();
        var target = "/orders?user=%s&limit=2".formatted(user);
        var own = pages(target);
        assertThat(services()).containsExactly("gateway", "order");

        attach();

        assertThat(pages(target)).isEqualTo(own).isNotEmpty();
        assertThat(services()).containsExactly("gateway", "order", "shards");
        assertThat(get("/orders?limit=5&status=confirmed").orders()).hasSize(5);
    }

    private List<OrderView> pages(String target) {
        var all = new ArrayList<OrderView>();
        var next = Optional.<String>empty();
        do {
            var page = get(target + next.map(after -> "&after=" + after).orElse(""));
            all.addAll(page.orders());
            next = page.next();
        } while (next.isPresent());
        return all;
    }

    @Test
    @DisplayName("shows what was just written to whoever brings the token of the write")
    void readsOwnWrites() {
        attach();
        var page =
                system.run(
                        "write and read",
                        () -> {
                            var order = Shopping.in(system.client(), 1).order(0);
                            var placed = system.client().call(Request.post("/orders", order));
                            var token = placed.headers().first("consistency-token").orElseThrow();
                            placed.body().close();
                            return system.client()
                                    .call(Request.get("/orders").with("consistency-token", token))
                                    .json(OrderPage.class);
                        });
        assertThat(page.orders()).hasSize(1);
    }

    @Test
    @DisplayName("shows where an order goes to until its user is forgotten")
    void forgotten() {
        system.run(
                "order",
                () -> {
                    var shopping = Shopping.in(system.client(), 1);
                    for (int n = 0; n < 12; n++) {
                        system.client()
                                .call(Request.post("/orders", shopping.order(n)))
                                .body()
                                .close();
                    }
                });
        attach();
        var order =
                get("/orders").orders().stream()
                        .filter(it -> it.deliverTo().isPresent())
                        .findFirst()
                        .orElseThrow();
        system.run(
                "forget",
                () ->
                        system.client()
                                .call(
                                        Request.of(
                                                Method.DELETE,
                                                "/users/" + order.user() + "/personal-data"))
                                .body()
                                .close());

        assertThat(get("/orders?user=" + order.user()).orders())
                .filteredOn(it -> it.deliverTo().isPresent())
                .isNotEmpty()
                .allMatch(it -> it.deliverTo().equals(Optional.of(DeliveryAddress.FORGOTTEN)));
        mustBeTheSame(12);
    }

    @Test
    @DisplayName(
            "misses nothing and doubles nothing when the shards or the order service crash, and catches up")
    void crashes() {
        attach();
        for (var victim : List.of(ShardedShop.NODE, "order-1")) {
            for (int every = 40; every < 160; every += 30) {
                int crashAt = every;
                var reached = new AtomicInteger();
                StepListener crash =
                        (node, task, point) -> {
                            if (node.name().equals(victim)
                                    && reached.incrementAndGet() == crashAt) {
                                node.crash();
                            }
                        };
                system.world().onStep(crash);
                load(6);
                system.world().offStep(crash);
                system.run(
                        "restart",
                        () -> {
                            if (system.world().node("order-1").isEmpty()) {
                                system.restart("order-1");
                            }
                        });
            }
        }
        int orders = system.run("orders", () -> system.orders().size());
        assertThat(orders).isPositive();
        mustBeTheSame(orders);
    }

    @Test
    @DisplayName("goes on while a shard is split, with the same orders")
    void whileSplit() {
        load(ORDERS);
        attach();
        system.run(
                "split",
                () -> {
                    var shop = system.shardedShop();
                    var map = shop.shards().map();
                    var placing = system.world().mailbox("placed", 1);
                    system.world()
                            .node(Simulator.CONSOLE)
                            .orElseThrow()
                            .spawn(
                                    "place",
                                    () -> {
                                        system.load(LoadPlan.of(ORDERS), answered -> {});
                                        placing.offer(true);
                                    });
                    shop.reshard(
                            "split",
                            map.next(map.strategy().split(SECOND, map.newShard())),
                            _ -> {});
                    placing.await();
                });
        mustBeTheSame(2 * ORDERS);
    }

    @Test
    @DisplayName("counts when moves are proposed")
    void isRebalanced() {
        load(ORDERS);
        assertThat(attach().isWhole()).isTrue();
        system.run(
                "split",
                () -> {
                    var map = system.shardedShop().shards().map();
                    system.shardedShop()
                            .reshard(
                                    "split",
                                    map.next(map.strategy().split(SECOND, map.newShard())),
                                    _ -> {});
                });
        assertThat(system.run("propose", () -> system.shardedShop().proposals())).isNotEmpty();
    }

    @Test
    @DisplayName(
            "that cannot be read is answered with 503 and the reason, never with something old, and can be given back all the same")
    void unavailable() {
        load(ORDERS);
        attach();
        system.world().node(ShardedShop.NODE).ifPresent(Node::crash);
        system.parts().disk("shards").remove("shard-2-v1");

        var problem =
                system.run(
                        "get",
                        () -> Problem.from(system.client().call(Request.get("/orders?limit=1"))));
        assertThat(problem.status()).isEqualTo(503);
        assertThat(problem.isA("history-unavailable")).isTrue();
        assertThat(problem.detail()).contains("shard-2-v1");
        assertThat(system.run("standing", system.attachment()::standing).orElseThrow().isWhole())
                .isFalse();

        var detached = system.run("detach", system.attachment()::detach);
        assertThat(detached.left().orElseThrow()).contains("shard-2-v1");
        assertThat(get("/orders?limit=1").orders()).hasSize(1);
        system.run("drop", () -> system.shardedShop().drop());
        attach();
        mustBeTheSame(ORDERS);
    }

    @Test
    @DisplayName("finds the order that somebody has tampered with")
    void tampered() {
        load(ORDERS);
        attach();
        system.run(
                "tamper",
                () ->
                        system.shardedShop()
                                .shards()
                                .database(SECOND)
                                .write(
                                        "tamper",
                                        session ->
                                                session.update(
                                                        "update history_orders set total_cents = 1 where number = (select min(number) from history_orders)")));
        var compared = system.run("compare", system.attachment()::compare);
        assertThat(compared.differences())
                .singleElement()
                .asString()
                .contains("has total", "in the order service, and 0.01 on the shards");
    }

    @Test
    @DisplayName("is given back by detaching, and can be attached again")
    void detached() {
        load(ORDERS);
        attach();
        assertThat(system.run("detach", system.attachment()::detach).wasAttached()).isTrue();
        assertThat(system.run("detach", system.attachment()::detach).wasAttached()).isFalse();
        get("/orders?limit=1");
        assertThat(services()).containsExactly("gateway", "order");
        system.run("drop", () -> system.shardedShop().drop());

        attach();
        mustBeTheSame(ORDERS);
    }

    @Test
    @DisplayName("begins anew with the system")
    void reset() {
        load(ORDERS);
        attach();
        system.run("reset", system::reset);
        mustBeTheSame(0);
        load(5);
        mustBeTheSame(5);
    }

    @Test
    @DisplayName(
            "is refused by shards that are not by user, twice, and while the order service is down")
    void refusals() {
        attach();
        assertThatThrownBy(this::attach).hasMessageContaining("on the shards already");
        assertThatThrownBy(() -> system.run("drop", () -> system.shardedShop().drop()))
                .hasMessageContaining("shard detach");
        system.run("detach", system.attachment()::detach);
        system.run("drop", () -> system.shardedShop().drop());
        system.run("crash", () -> system.crash("order-1"));
        assertThatThrownBy(this::attach).hasMessageContaining("order-1");
        system.run("restart", () -> system.restart("order-1"));

        system.run(
                "load shop",
                () ->
                        system.shardedShop()
                                .load(
                                        ShopPlan.of(1, 20),
                                        ShardMap.first(
                                                Layout.BY_ORDER, ValueRanges.cutAt(List.of(5L))),
                                        false,
                                        _ -> {}));
        assertThatThrownBy(this::attach).hasMessageContaining("these shards are by order_id");
    }
}
