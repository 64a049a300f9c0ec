package greenbelt.simulator;

import greenbelt.bus.Group;
import greenbelt.contract.Edge;
import greenbelt.contract.Flow;
import greenbelt.contract.Mode;
import greenbelt.contract.Topics;
import greenbelt.database.Dump;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.inventory.InventoryService;
import greenbelt.order.OrderService;
import greenbelt.user.UserService;
import greenbelt.world.VirtualWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// Everything that a run has left behind, as lines: equal runs, equal lines.
final class Imprint {
    private static final int ALL = 100_000;

    private Imprint() {}

    /// How the edges are set during a run.
    enum Setting {
        SYNC,
        ASYNC,
        /// Each edge is switched again and again, so that orders begin in all four ways.
        MIXED,
        /// Nobody is in charge of any order.
        CHOREOGRAPHED,
        /// Somebody is in charge of every other few orders, and nobody of those between.
        BOTH_FLOWS;

        private static final int ORDERS_BETWEEN = 3;

        /// As it is at the beginning.
        void set(Simulator system) {
            system.flow(this == CHOREOGRAPHED ? Flow.CHOREOGRAPHY : Flow.ORCHESTRATION);
            system.mode(Edge.ORDER_USER, this == SYNC ? Mode.SYNC : Mode.ASYNC);
            system.mode(Edge.ORDER_INVENTORY, this == ASYNC ? Mode.ASYNC : Mode.SYNC);
        }

        /// As it is once so many orders are answered.
        void set(Simulator system, int answered) {
            if (this == BOTH_FLOWS && answered % ORDERS_BETWEEN == 0) {
                boolean isLed = system.modes().flow() == Flow.ORCHESTRATION;
                system.flow(isLed ? Flow.CHOREOGRAPHY : Flow.ORCHESTRATION);
            }
            if (this == MIXED && answered % ORDERS_BETWEEN == 0) {
                int turn = answered / ORDERS_BETWEEN;
                var edge = turn % 2 == 1 ? Edge.ORDER_INVENTORY : Edge.ORDER_USER;
                boolean isSync = system.modes().of(edge) == Mode.SYNC;
                system.mode(edge, isSync ? Mode.ASYNC : Mode.SYNC);
            }
        }
    }

    /// Runs `orders` orders, and then `more`, in a new virtual world of this seed.
    static List<String> of(long seed, Setting setting, int orders, Consumer<Simulator> more) {
        return of(seed, setting, orders, _ -> {}, more);
    }

    /// Runs `orders` orders, and then `more`, in a new virtual world of this seed.
    ///
    /// @param progress hears how many orders are answered
    static List<String> of(
            long seed,
            Setting setting,
            int orders,
            IntConsumer progress,
            Consumer<Simulator> more) {
        return of(Plan.virtual(seed), seed, setting, orders, progress, more);
    }

    /// Runs `orders` orders, drawn from `seed`, and then `more`, in a new virtual world of this plan.
    ///
    /// @param progress hears how many orders are answered
    static List<String> of(
            Plan plan,
            long seed,
            Setting setting,
            int orders,
            IntConsumer progress,
            Consumer<Simulator> more) {
        try (var system = Simulator.open(plan)) {
            setting.set(system);
            var lines = new ArrayList<String>();
            var load =
                    new LoadPlan(orders, OptionalInt.empty(), 8, seed, LoadPlan.of(1).settling());
            var report =
                    system.run(
                            "load",
                            () ->
                                    system.load(
                                            load,
                                            answered -> {
                                                setting.set(system, answered);
                                                progress.accept(answered);
                                            }));
            lines.add("load " + report);
            more.accept(system);
            lines.add("status " + system.run("status", system::status));
            system.run("check", system::check).forEach(finding -> lines.add("finding " + finding));
            system.traces()
                    .recent(ALL)
                    .forEach(trace ->
                            trace.spans().forEach(span -> lines.add(trace.id() + " " + span)));
            lines.addAll(messages(system));
            lines.addAll(rows(system));
            lines.add("steps " + ((VirtualWorld) system.world()).steps());
            lines.add("time " + system.world().now());
            return lines;
        }
    }

    private static List<String> messages(Simulator system) {
        var lines = new ArrayList<String>();
        var reader = system.world().start("imprint");
        Topics.ALL.forEach(topic ->
                system.parts()
                        .bus()
                        .subscribe(
                                reader,
                                topic,
                                new Group("imprint"),
                                delivery -> lines.add("message " + delivery)));
        system.run("read messages", () -> true);
        reader.stop();
        return lines;
    }

    private static List<String> rows(Simulator system) {
        return system.run(
                "dump",
                () -> {
                    system.stopNodes();
                    var disk = system.parts().disk();
                    var lines = new ArrayList<String>();
                    lines.addAll(Dump.of(disk.open("user", UserService.SCHEMA)));
                    lines.addAll(Dump.of(disk.open("inventory", InventoryService.SCHEMA)));
                    lines.addAll(Dump.of(disk.open("order", OrderService.SCHEMA)));
                    lines.addAll(Dump.of(disk.open("events", JdbcEventStore.SCHEMA)));
                    return lines;
                });
    }
}
