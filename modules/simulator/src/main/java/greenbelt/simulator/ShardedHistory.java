package greenbelt.simulator;

import greenbelt.contract.Api.OrderLineView;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.Sku;
import greenbelt.contract.UserId;
import greenbelt.database.DatabaseException;
import greenbelt.order.AttachedHistory;
import greenbelt.order.HistoryUnavailable;
import greenbelt.shard.history.History;
import greenbelt.shard.history.HistoryBroken;
import greenbelt.shard.history.HistoryChange;
import greenbelt.shard.history.HistoryFilter;
import greenbelt.shard.history.HistoryLine;
import greenbelt.shard.history.HistoryOrder;
import greenbelt.shard.history.HistoryState;
import greenbelt.shard.run.ShardFailure;
import greenbelt.shard.store.ShardsException;
import greenbelt.telemetry.Tracer;
import greenbelt.world.Mailbox;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// The order service's attached history, on the shards.
///
/// It is asked like a server: whatever it does is done by a task of the shards' node, which goes on to its end when whoever
/// asked crashes, and ends with the shards.
final class ShardedHistory implements AttachedHistory {
    /// How long an answer is waited for.
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /// How long removing all rows is waited for; it goes on when that is over.
    private static final Duration PATIENCE_TO_REMOVE = Duration.ofMinutes(10);

    private final ShardedShop shop;

    /// Known from the first time on that somebody asks, because reads of orders do.
    private final AtomicReference<Optional<Boolean>> attached =
            new AtomicReference<>(Optional.empty());

    ShardedHistory(ShardedShop shop) {
        this.shop = shop;
    }

    @Override
    public boolean isAttached() {
        var known = attached.get();
        return known.isPresent()
                ? known.get()
                : attached.updateAndGet(it -> it.or(() -> Optional.of(shop.hasHistory())))
                        .orElseThrow();
    }

    /// One whose beginning or end was cut short is removed.
    @Override
    public Optional<Standing> standing() {
        var standing =
                ask("history standing", PATIENCE, it -> it.history(shop.disk()).state())
                        .filter(state -> !state.ending())
                        .map(ShardedHistory::standing);
        if (standing.isEmpty()) {
            end();
        }
        return standing;
    }

    private static Standing standing(HistoryState state) {
        return new Standing(state.position(), state.target(), state.lastEvent());
    }

    @Override
    public void begin(long target) {
        ask(
                "begin history",
                PATIENCE_TO_REMOVE,
                it -> {
                    it.history(shop.disk()).begin(target);
                    return true;
                });
        attached.set(Optional.of(true));
    }

    @Override
    public void take(long after, long position, String lastEvent, List<Change> changes) {
        var rows = changes.stream().map(ShardedHistory::row).toList();
        ask(
                "take events",
                PATIENCE,
                it -> {
                    it.history(shop.disk()).take(after, position, lastEvent, rows);
                    return true;
                });
    }

    private static HistoryChange row(Change change) {
        return new HistoryChange(
                change.number(),
                change.order().toString(),
                change.user().toString(),
                change.version(),
                change.beginning()
                        .map(it ->
                                new HistoryChange.Placed(
                                        it.total().cents(),
                                        it.at(),
                                        it.lines().stream().map(ShardedHistory::line).toList(),
                                        it.deliverTo())),
                change.stand().map(it -> new HistoryChange.Stand(it.status().name(), it.reason())));
    }

    private static HistoryLine line(OrderLineView line) {
        return new HistoryLine(
                line.sku().value(), line.name(), line.quantity(), line.priceCents().cents());
    }

    @Override
    public Optional<List<Kept>> page(Wanted wanted) {
        var filter =
                new HistoryFilter(
                        wanted.user().map(UserId::toString),
                        wanted.status().map(OrderStatus::name),
                        wanted.before(),
                        wanted.limit());
        var asker = Tracer.current();
        return ask(
                        "page of history",
                        PATIENCE,
                        it ->
                                shop.partOf(
                                        asker,
                                        "order history",
                                        () -> it.history(shop.disk()).page(filter)))
                .map(found -> found.stream().map(ShardedHistory::kept).toList());
    }

    private static Kept kept(HistoryOrder order) {
        return new Kept(
                new OrderView(
                        new OrderId(UUID.fromString(order.orderId())),
                        "order-" + order.number(),
                        order.version(),
                        new UserId(UUID.fromString(order.userId())),
                        OrderStatus.valueOf(order.status()),
                        order.lines().stream()
                                .map(line ->
                                        new OrderLineView(
                                                new Sku(line.sku()),
                                                line.name(),
                                                line.quantity(),
                                                new Money(line.priceCents())))
                                .toList(),
                        new Money(order.totalCents()),
                        order.placedAt(),
                        Optional.empty(),
                        order.reason()),
                order.deliverTo());
    }

    @Override
    public void end() {
        if (isAttached()) {
            ask(
                    "end history",
                    PATIENCE_TO_REMOVE,
                    it -> {
                        it.endHistory(shop.disk());
                        return true;
                    });
            attached.set(Optional.of(false));
        }
    }

    /// Has nothing attached any more, with rows that cannot be reached left where they are: a new history begins by removing them.
    void abandon() {
        if (shop.isOpen()) {
            ask(
                    "abandon history",
                    PATIENCE,
                    it -> {
                        it.abandonHistory(shop.disk());
                        return true;
                    });
        } else {
            shop.disk().remove(History.NAME);
        }
        attached.set(Optional.of(false));
    }

    /// What came of a question.
    private sealed interface Reply<T> {
        record Answered<T>(T answer) implements Reply<T> {}

        record Failed<T>(RuntimeException why) implements Reply<T> {}
    }

    private <T> T ask(String what, Duration patience, Function<OpenShop, T> work) {
        try {
            var open = shop.opened();
            Mailbox<Reply<T>> replies = shop.mailbox(what);
            open.node().spawn(what, () -> replies.offer(reply(open, work)));
            return switch (replies.await(patience)
                    .orElseThrow(() ->
                            new HistoryUnavailable(
                                    "the shards have not answered within %d s"
                                            .formatted(patience.toSeconds())))) {
                case Reply.Answered<T>(var answer) -> answer;
                case Reply.Failed<T>(var why) -> throw why;
            };
        } catch (ShardFailure | ShardsException | DatabaseException | HistoryBroken failure) {
            throw new HistoryUnavailable(String.valueOf(failure.getMessage()), failure);
        }
    }

    private static <T> Reply<T> reply(OpenShop open, Function<OpenShop, T> work) {
        try {
            return new Reply.Answered<>(work.apply(open));
        } catch (RuntimeException failure) {
            return new Reply.Failed<>(failure);
        }
    }
}
