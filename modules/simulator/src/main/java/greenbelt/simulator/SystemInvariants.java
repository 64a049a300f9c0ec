package greenbelt.simulator;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toCollection;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Finding;
import greenbelt.contract.Message.Line;
import greenbelt.contract.OrderStatus;
import greenbelt.fault.FaultException;
import greenbelt.simulator.Running.InventoryUp;
import greenbelt.simulator.Running.OrderUp;
import greenbelt.simulator.Running.UserUp;
import greenbelt.telemetry.TraceStore;
import greenbelt.world.TaskFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What must hold for the system as a whole whenever it is at rest.
final class SystemInvariants {
    private static final int MAX_SHOWN = 20;

    private final List<TaskFailure> failures;
    private final TraceStore traces;
    private final Client client;

    SystemInvariants(List<TaskFailure> failures, TraceStore traces, Client client) {
        this.failures = List.copyOf(failures);
        this.traces = traces;
        this.client = client;
    }

    List<Finding> check(UserUp user, InventoryUp inventory, OrderUp order) {
        var orders = order.service().orders();
        return List.of(
                noAcknowledgedOrderIsLost(orders),
                ordersHaveWhatTheirStateSays(user, inventory, orders),
                nothingIsSetAsideForNoOrder(user, inventory, orders),
                copiesAreEqual(user, inventory, order),
                theForgottenAreForgotten(user, order),
                noTraceHasAnOrphan(),
                noTaskHasFailed());
    }

    private Finding noAcknowledgedOrderIsLost(Collection<OrderView> orders) {
        var known =
                orders.stream()
                        .map(order -> order.id().toString())
                        .collect(toCollection(TreeSet::new));
        return new Finding(
                "no acknowledged order is lost",
                client.acknowledged().stream()
                        .filter(id -> !known.contains(id))
                        .map(id -> "order " + id + " was acknowledged, and is not there")
                        .toList());
    }

    private static Finding ordersHaveWhatTheirStateSays(
            UserUp user, InventoryUp inventory, Collection<OrderView> orders) {
        var credit = user.service().reserved();
        var stock = inventory.service().allotted();
        var violations = new ArrayList<String>();
        for (var order : orders) {
            if (order.status() != OrderStatus.PENDING) {
                boolean carriedOut =
                        order.status() == OrderStatus.CONFIRMED
                                || order.status() == OrderStatus.SHIPPED;
                var paid = Optional.ofNullable(credit.get(order.id()));
                var due = carriedOut ? Optional.of(order.totalCents()) : Optional.empty();
                if (!paid.equals(due)) {
                    violations.add(
                            "%s is %s, and %s is set aside for it"
                                    .formatted(
                                            order.number(),
                                            order.status(),
                                            paid.map(Object::toString).orElse("no credit")));
                }
                var goods = stock.getOrDefault(order.id(), List.of());
                if (!goods.equals(carriedOut ? lines(order) : List.of())) {
                    violations.add(
                            "%s is %s, and these goods are set aside for it: %s"
                                    .formatted(order.number(), order.status(), goods));
                }
            }
        }
        return new Finding(
                "an order has its credit and its goods if it is confirmed or shipped, and neither if not",
                violations);
    }

    private static Finding nothingIsSetAsideForNoOrder(
            UserUp user, InventoryUp inventory, Collection<OrderView> orders) {
        var known = new LinkedHashSet<>(orders.stream().map(OrderView::id).toList());
        var violations = new ArrayList<String>();
        user.service()
                .reserved()
                .forEach((id, credit) -> {
                    if (!known.contains(id)) {
                        violations.add(
                                credit
                                        + " of credit is set aside for "
                                        + id
                                        + ", which is no order");
                    }
                });
        inventory
                .service()
                .allotted()
                .forEach((id, goods) -> {
                    if (!known.contains(id)) {
                        violations.add(goods + " is set aside for " + id + ", which is no order");
                    }
                });
        return new Finding("credit and goods are set aside only for orders there are", violations);
    }

    private static Finding copiesAreEqual(UserUp user, InventoryUp inventory, OrderUp order) {
        var violations = new ArrayList<String>();
        var users = user.service().users();
        var knownUsers = order.service().knownUsers();
        if (!users.equals(knownUsers)) {
            violations.add(
                    "the user service has %d users, the order service knows %d of them and %d others"
                            .formatted(
                                    users.size(),
                                    common(users, knownUsers),
                                    knownUsers.size() - common(users, knownUsers)));
        }
        var prices = inventory.service().prices().entrySet();
        var knownPrices = order.service().knownPrices().entrySet();
        if (!prices.equals(knownPrices)) {
            violations.add(
                    "the inventory service has %d prices, the order service knows %d of them and %d others"
                            .formatted(
                                    prices.size(),
                                    common(prices, knownPrices),
                                    knownPrices.size() - common(prices, knownPrices)));
        }
        return new Finding("the order service knows the users and prices there are", violations);
    }

    private static Finding theForgottenAreForgotten(UserUp user, OrderUp order) {
        var remembered = order.service().remembered();
        return new Finding(
                "nobody can read the personal data of a user who was forgotten",
                user.service().forgotten().stream()
                        .filter(remembered::contains)
                        .map(id -> "the order service still has the key of user " + id)
                        .toList());
    }

    private static <T> long common(Set<T> some, Set<T> others) {
        return some.stream().filter(others::contains).count();
    }

    private static List<Line> lines(OrderView order) {
        return order.lines().stream()
                .map(line -> new Line(line.sku(), line.quantity()))
                .sorted(comparing(Line::sku))
                .toList();
    }

    private Finding noTraceHasAnOrphan() {
        return new Finding(
                "no trace has a span without its parent",
                traces.orphans(MAX_SHOWN).stream()
                        .map(orphan -> orphan.traceId() + ": " + orphan.span())
                        .toList());
    }

    private Finding noTaskHasFailed() {
        return new Finding(
                "no task has ended by throwing, but for a fault that was put on",
                failures.stream()
                        .filter(failure -> !FaultException.isBehind(failure.cause()))
                        .map(Object::toString)
                        .toList());
    }
}
