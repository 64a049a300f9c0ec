package greenbelt.simulator;

import greenbelt.bus.Bus;
import greenbelt.bus.Topic;
import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Message;
import greenbelt.contract.Messages;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.Topics;
import greenbelt.event.MessageId;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.fault.FaultPlan;
import greenbelt.inventory.InventoryService;
import greenbelt.order.OrderService;
import greenbelt.simulator.ForkReport.Difference;
import greenbelt.simulator.ForkReport.Outcome;
import greenbelt.simulator.Forking.Past;
import greenbelt.user.UserService;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// A virtual system that begins in the middle of a past, and what becomes of it.
final class ScratchWorld {
    /// How often one looks whether all has come to rest.
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    /// By then everybody has heard of what has happened last, and the read models show it.
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final String STATUS = "status";

    private ScratchWorld() {}

    /// How things stand in the end.
    ///
    /// @param facts by what they are about and field, sorted by what people look for first
    record End(Outcome outcome, SequencedMap<Fact, String> facts) {
        /// How each order stands, by its number.
        SequencedMap<String, String> statuses() {
            var statuses = new LinkedHashMap<String, String>();
            facts.forEach((fact, value) -> {
                if (fact.field().equals(STATUS)) {
                    statuses.put(fact.what(), value);
                }
            });
            return statuses;
        }

        /// In what another end differs from this one.
        List<Difference> differences(End other) {
            var differences = new ArrayList<Difference>();
            var all = new LinkedHashMap<>(facts);
            other.facts().forEach(all::putIfAbsent);
            for (var fact : all.sequencedKeySet()) {
                var here = facts.getOrDefault(fact, "");
                var there = other.facts().getOrDefault(fact, "");
                if (!here.equals(there)) {
                    differences.add(new Difference(fact.what(), fact.field(), here, there));
                }
            }
            return differences;
        }
    }

    /// What something is about, and what of it.
    record Fact(String what, String field) {}

    /// Builds the world, lets it go on until no order moves any more, at most so long, then without faults, as long again.
    static End run(Plan plan, Past past, Duration atMost) {
        var broken = plan.withFaults(new FaultPlan(FaultPlan.visible(past.faults())));
        try (var system =
                Simulator.openFurnished(broken, past.moment(), parts -> furnish(parts, past))) {
            return system.run("go on", () -> goOn(system, atMost));
        }
    }

    private static End goOn(Simulator system, Duration atMost) {
        rest(system, atMost);
        if (!system.plan().faults().equals(FaultPlan.NONE)) {
            system.faults().clear();
            rest(system, atMost);
        }
        return end(system);
    }

    /// Lets time pass until every order has ended.
    private static void rest(Simulator system, Duration atMost) {
        var world = system.world();
        long end = world.nanoTime() + atMost.toNanos();
        do {
            world.sleep(LOOK_AGAIN);
        } while (isMoving(system) && world.nanoTime() < end);
        world.sleep(SOON);
    }

    private static boolean isMoving(Simulator system) {
        return system.orders().stream()
                .map(OrderView::status)
                .anyMatch(
                        status -> status == OrderStatus.PENDING || status == OrderStatus.CONFIRMED);
    }

    /// Fills the databases of services that have not been started yet.
    private static void furnish(Parts parts, Past past) {
        var node = parts.world().start("furnish");
        var events = parts.disk().open("events", JdbcEventStore.SCHEMA);
        var order = parts.disk().open("order", OrderService.SCHEMA);
        var user = parts.disk().open("user", UserService.SCHEMA);
        var inventory = parts.disk().open("inventory", InventoryService.SCHEMA);
        List.of(events, order, user, inventory).forEach(node::attach);
        var answers = past.log().answers();
        past.users().write(user, answers);
        past.inventory().write(inventory, answers);
        OrderService.beginWith(past.log(), JdbcEventStore.open(parts.world(), node, events), order);
        node.stop();
        // What the order service knows of the others it has heard on the bus.
        announce(parts.world(), parts.bus(), Topics.USER_EVENTS, past.users().registered());
        announce(parts.world(), parts.bus(), Topics.INVENTORY_EVENTS, past.inventory().listed());
    }

    private static void announce(World world, Bus bus, Topic topic, Message message) {
        bus.publish(
                topic,
                Messages.envelope(
                        MessageId.derivedFrom("furnish " + topic),
                        "furnish",
                        "furnish",
                        world.now(),
                        Optional.empty(),
                        Optional.empty(),
                        message));
    }

    private static End end(Simulator system) {
        var facts = new LinkedHashMap<Fact, String>();
        var counts = new TreeMap<String, Integer>();
        for (var order : system.orders()) {
            var status = order.status().name().toLowerCase(Locale.ROOT);
            counts.merge(status, 1, Integer::sum);
            put(facts, order, status);
        }
        system.wallets()
                .forEach((handle, balance) ->
                        facts.put(new Fact(handle, "balance"), balance.toString()));
        system.stock().forEach(item -> put(facts, item));
        var violated = system.check().stream().filter(finding -> !finding.holds()).toList();
        for (var finding : violated) {
            facts.put(
                    new Fact("invariant", finding.invariant()),
                    "broken: " + String.join("; ", finding.violations()));
        }
        return new End(new Outcome(system.world().now(), counts, violated), facts);
    }

    private static void put(SequencedMap<Fact, String> facts, OrderView order, String status) {
        var number = order.number();
        facts.put(new Fact(number, STATUS), status);
        facts.put(new Fact(number, "reason"), order.reason().orElse(""));
        facts.put(
                new Fact(number, "items"),
                String.join(
                        ", ",
                        order.lines().stream()
                                .map(line -> line.quantity() + " × " + line.sku())
                                .toList()));
        facts.put(new Fact(number, "total"), order.totalCents().toString());
        facts.put(new Fact(number, "events"), Long.toString(order.version()));
    }

    private static void put(SequencedMap<Fact, String> facts, ItemView item) {
        var sku = item.sku().value();
        facts.put(new Fact(sku, "available"), Integer.toString(item.available()));
        facts.put(new Fact(sku, "reserved"), Integer.toString(item.reserved()));
        facts.put(new Fact(sku, "shipped"), Integer.toString(item.shipped()));
    }
}
