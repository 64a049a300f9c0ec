package greenbelt.simulator;

import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
import greenbelt.order.HistoryUnavailable;
import greenbelt.order.OrderService;
import greenbelt.shard.map.Directory;
import greenbelt.shard.map.HashRanges;
import greenbelt.shard.map.Layout;
import greenbelt.shard.map.Modulo;
import greenbelt.shard.map.ShardMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// The order history of the running system on the shards: while it is attached, `GET /orders` is answered from there.
///
/// It is attached until it is detached, over crashes and restarts, too. For tasks.
public final class Attachment {
    /// How many shards are made where there are none.
    public static final int USUAL_SHARDS = 4;

    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);

    /// How often it is reported that nothing has moved before the rest is left to go on by itself.
    private static final int MOST_STANDSTILLS = 15;

    private static final int PAGE = 500;

    /// How often orders that differ are looked at again: they may only have been changed meanwhile.
    private static final int MOST_LOOKS = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_DIFFERENCES = 10;

    private final ShardedShop shop;
    private final ShardedHistory history;
    private final Deployment deployment;

    Attachment(ShardedShop shop, ShardedHistory history, Deployment deployment) {
        this.shop = shop;
        this.history = history;
        this.deployment = deployment;
    }

    /// How the history fares.
    ///
    /// @param isWhole whether it has all there was when it was attached, so that it is read
    /// @param position of the last event that is in it
    /// @param behind how many events there are behind that
    /// @param trouble what keeps it from going on, if something does
    public record Standing(boolean isWhole, long position, long behind, Optional<String> trouble) {}

    /// How it fares; empty when nothing is attached.
    public Optional<Standing> standing() {
        if (!history.isAttached()) {
            return Optional.empty();
        }
        var status = deployment.orderServiceIfUp().flatMap(OrderService::attachedHistory);
        var known = known();
        return Optional.of(
                new Standing(
                        known.map(it -> it.position() >= it.target()).orElse(false),
                        known.map(it -> it.position()).orElse(0L),
                        status.map(it -> it.lag()).orElse(0L),
                        status.isEmpty()
                                ? Optional.of("order-1 is down; start it: restart order-1")
                                : status.filter(it -> !it.state().isWell())
                                        .map(it ->
                                                it.lastError().orElse("it waits for the shards"))));
    }

    private Optional<greenbelt.order.AttachedHistory.Standing> known() {
        try {
            return history.standing();
        } catch (HistoryUnavailable down) {
            return Optional.empty();
        }
    }

    /// Attaches it: makes shards where there are none, hands them all events there are, and from then on each new one. Waits
    /// until it is whole; answers how it fares. Where it does not come further it is left to go on by itself.
    ///
    /// Throws [SimulatorException] when it cannot be, and [HistoryUnavailable] when the shards do not answer; nothing is
    /// changed then.
    ///
    /// @param shards how many to make; only where there are none
    /// @param listener hears how far it is
    public Standing attach(OptionalInt shards, Consumer<Standing> listener) {
        var service = deployment.orderService();
        if (history.isAttached()) {
            throw new SimulatorException(
                    "the order history is on the shards already; to give it back: shard detach");
        }
        prepare(shards);
        service.attachHistory();
        return follow(service, listener);
    }

    private void prepare(OptionalInt shards) {
        if (!shop.exists()) {
            shop.makeEmpty(ShardMap.hashed(Layout.BY_USER, shards.orElse(USUAL_SHARDS)));
            return;
        }
        var map = shop.shards().map();
        if (map.layout() != Layout.BY_USER) {
            throw new SimulatorException(
                    "the order history is asked for by user, and these shards are by %s: every shard would have to be asked; what would work: shard drop, then shard attach"
                            .formatted(map.layout().column()));
        }
        if (!(map.strategy() instanceof HashRanges
                || map.strategy() instanceof Directory
                || map.strategy() instanceof Modulo)) {
            throw new SimulatorException(
                    "the users of the order history have no place on shards by %s; what would work: shard drop, then shard attach"
                            .formatted(map.strategy().name()));
        }
        if (shards.isPresent() && shards.getAsInt() != map.shards().size()) {
            throw new SimulatorException(
                    "there are %d shards already, and the history goes to these; leave --shards out, or: shard drop"
                            .formatted(map.shards().size()));
        }
    }

    private Standing follow(OrderService service, Consumer<Standing> listener) {
        var now = standing().orElseThrow();
        int standstills = 0;
        while (!now.isWhole() && standstills < MOST_STANDSTILLS) {
            listener.accept(now);
            service.awaitAttachedHistory(now.position() + now.behind(), BETWEEN_REPORTS);
            var next = standing().orElseThrow();
            standstills = next.position() > now.position() ? 0 : standstills + 1;
            now = next;
        }
        return now;
    }

    /// What came of giving the history back.
    ///
    /// @param wasAttached whether there was one
    /// @param left why its rows are still on the shards, if they are: they are removed when it is attached again
    public record Detached(boolean wasAttached, Optional<String> left) {}

    /// Gives the history back to the order service, and removes its rows from the shards; those that cannot be reached are left.
    ///
    /// Throws [SimulatorException] while the order service is down; nothing is changed then.
    public Detached detach() {
        if (!history.isAttached()) {
            return new Detached(false, Optional.empty());
        }
        try {
            deployment.orderService().detachHistory();
            return new Detached(true, Optional.empty());
        } catch (HistoryUnavailable failure) {
            history.abandon();
            return new Detached(true, Optional.ofNullable(failure.getMessage()));
        }
    }

    /// Begins it anew, empty: the log that it followed is gone.
    void forget() {
        if (history.isAttached()) {
            history.begin(0);
        }
    }

    /// What came of comparing.
    ///
    /// @param orders how many were compared
    /// @param differences what was found, a sentence each; only the first ones
    public record Compared(long orders, List<String> differences) {}

    /// Compares every order on the shards with the order service's own list, when both have come to where the log ends now.
    ///
    /// Throws [SimulatorException] when nothing is attached, or it is not whole, and [HistoryUnavailable] when the shards do not answer.
    public Compared compare() {
        var service = deployment.orderService();
        if (!history.isAttached()) {
            throw new SimulatorException(
                    "no order history is on the shards; to attach it: shard attach");
        }
        var differences = new ArrayList<String>();
        long orders = 0;
        var after = Optional.<String>empty();
        do {
            var looked = look(service, after);
            orders += looked.own().size();
            differences.addAll(looked.differences());
            after = looked.next();
        } while (after.isPresent() && differences.size() < MOST_DIFFERENCES);
        return new Compared(orders, differences.stream().limit(MOST_DIFFERENCES).toList());
    }

    /// One page of both.
    private record Looked(
            NavigableMap<String, OrderView> own, List<String> differences, Optional<String> next) {}

    private Looked look(OrderService service, Optional<String> after) {
        for (int attempt = 1; ; attempt++) {
            service.awaitAttachedHistory(service.store().durablePosition().value(), PATIENCE);
            var own = service.ownList(after, PAGE);
            var attached =
                    service.attachedList(after, PAGE)
                            .orElseThrow(() ->
                                    new SimulatorException(
                                            "the order history is not whole yet; see: shard status"));
            var differences = differences(own, attached);
            if (differences.isEmpty() || attempt == MOST_LOOKS) {
                return new Looked(byNumber(own), differences, own.next());
            }
        }
    }

    private static NavigableMap<String, OrderView> byNumber(OrderPage page) {
        var orders = new TreeMap<String, OrderView>();
        page.orders().forEach(order -> orders.put(order.number(), order));
        return orders;
    }

    private static List<String> differences(OrderPage own, OrderPage attached) {
        var mine = byNumber(own);
        var theirs = byNumber(attached);
        var found = new ArrayList<String>();
        mine.forEach((number, order) -> {
            var other = theirs.remove(number);
            if (other == null) {
                found.add(number + " is not on the shards");
            } else if (!order.equals(other)) {
                found.add(number + difference(order, other));
            }
        });
        theirs.keySet().forEach(number -> found.add(number + " is on the shards alone"));
        return found;
    }

    private static String difference(OrderView own, OrderView attached) {
        return part("version", own, attached, OrderView::version)
                .or(() -> part("status", own, attached, OrderView::status))
                .or(() -> part("total", own, attached, OrderView::totalCents))
                .or(() -> part("lines", own, attached, OrderView::lines))
                .or(() -> part("user", own, attached, OrderView::user))
                .or(() -> part("time", own, attached, OrderView::placedAt))
                .or(() -> part("reason", own, attached, OrderView::reason))
                .orElse(" has another address");
    }

    private static Optional<String> part(
            String what, OrderView own, OrderView attached, Function<OrderView, ?> part) {
        var mine = part.apply(own);
        var theirs = part.apply(attached);
        return mine.equals(theirs)
                ? Optional.empty()
                : Optional.of(
                        " has %s %s in the order service, and %s on the shards"
                                .formatted(what, mine, theirs));
    }
}
