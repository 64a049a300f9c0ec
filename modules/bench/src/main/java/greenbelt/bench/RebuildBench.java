package greenbelt.bench;

import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.database.Schema;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.Interceptor;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamAppend;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.jdbc.JdbcEventStore;
import greenbelt.order.OrderService;
import greenbelt.projection.Batches;
import greenbelt.projection.Projections;
import greenbelt.simulator.LoadPlan;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/// How fast a read model is built anew: `[EVENTS [READ_MODEL [ROUNDS]]]`, by default the list of orders from 1,000,000
/// events, three times, at [#PROMISED_PER_SECOND].
///
/// The events are those of real orders, placed in a virtual world and copied under other ids: 100 orders are under way at
/// a time, and an order is shipped 10,000 orders after it was confirmed, so that about two batches write it. Both databases
/// are files that survive a `kill -9`. The peer is reading the same events and doing nothing with them.
public final class RebuildBench {
    /// Events a second, written.
    static final int PROMISED_PER_SECOND = 100_000;

    private static final int EVENTS = 1_000_000;
    private static final int TEMPLATES = 20;
    private static final int AT_ONCE = 100;
    private static final int SHIPPED_AFTER = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final int events;
    private final String readModel;
    private final int rounds;

    private RebuildBench(int events, String readModel, int rounds) {
        this.events = events;
        this.readModel = readModel;
        this.rounds = rounds;
    }

    public static void main(String... args) throws IOException {
        int events = args.length > 0 ? Integer.parseInt(args[0]) : EVENTS;
        var readModel = args.length > 1 ? args[1] : "order-list";
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
        try (var folder = TempFolder.create()) {
            new RebuildBench(events, readModel, rounds).run(folder.path());
        }
    }

    private void run(Path folder) {
        var orders = templates();
        try (var world = new LiveWorld()) {
            var node = world.start("bench");
            world.enter(
                    node,
                    "bench",
                    () -> {
                        measure(
                                world,
                                node,
                                new FileDisk(world, folder, Durability.PROCESS),
                                orders);
                        return true;
                    });
            node.stop();
        }
    }

    /// Some orders as they really are.
    private static List<List<StoredEvent>> templates() {
        try (var system = Simulator.open(Plan.virtual(1))) {
            system.run("load", () -> system.load(LoadPlan.of(TEMPLATES), answered -> {}));
            system.run("ship", () -> system.world().sleep(Duration.ofHours(2)));
            return system.run(
                    "read",
                    () ->
                            IntStream.rangeClosed(1, TEMPLATES)
                                    .mapToObj(number -> system.events("order-" + number))
                                    .toList());
        }
    }

    private void measure(
            LiveWorld world, Node node, FileDisk disk, List<List<StoredEvent>> orders) {
        var eventDatabase = disk.open("events", JdbcEventStore.SCHEMA);
        node.attach(eventDatabase);
        var database = disk.open("order", new Schema(1, Projections.TABLES));
        node.attach(database);
        var store = JdbcEventStore.open(world, node, eventDatabase);
        long began = System.nanoTime();
        fill(store, orders);
        say(
                "%,d events of %.0f bytes on average appended in %.1f s",
                events(store),
                orders.stream()
                        .flatMap(List::stream)
                        .mapToInt(event -> event.event().data().length())
                        .average()
                        .orElse(0),
                seconds(began));
        var mine =
                OrderService.readModelProjections().stream()
                        .filter(projection -> projection.name().equals(readModel))
                        .map(TimedProjection::new)
                        .toList();
        began = System.nanoTime();
        var projections =
                Projections.start(
                        new Projections.Parts(
                                world, node, store, database, Interceptor.NONE, Batches.STANDARD),
                        List.copyOf(mine));
        projections.awaitAppend(List.of(readModel), events(store), PATIENCE);
        say("%-11s first caught up with them at %,9.0f events/s", readModel, rate(store, began));
        for (int round = 1; round <= rounds; round++) {
            mine.forEach(TimedProjection::percentiles); // of what came before
            measure(store, projections);
            mine.forEach(projection -> say("%-11s %s", readModel, projection.percentiles()));
        }
    }

    private void measure(EventStore store, Projections projections) {
        long began = System.nanoTime();
        long position = 0;
        while (position < events(store)) {
            position =
                    store.readAll(position, EventStore.MAX_EVENTS_PER_READ, EventFilter.ALL)
                            .position();
        }
        double read = rate(store, began);
        long processorBegan = processorNanos();
        began = System.nanoTime();
        projections.rebuild(readModel);
        projections.awaitBuilt(readModel, PATIENCE);
        double built = rate(store, began);
        double micros = (processorNanos() - processorBegan) / 1e3 / events(store);
        say(
                "%-11s rebuilt at %,9.0f events/s, promised: %,d, %s; %.1f µs of processor each; %.0f%% of reading them (%,.0f/s): %s",
                readModel,
                built,
                PROMISED_PER_SECOND,
                built >= PROMISED_PER_SECOND ? "reached" : "MISSED",
                micros,
                100 * built / read,
                read,
                projections.switchOver(readModel, PATIENCE));
    }

    private static long events(EventStore store) {
        return store.durablePosition().value();
    }

    private static double rate(EventStore store, long began) {
        return events(store) / seconds(began);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    /// What this process has used on all cores: unlike the time on the wall it does not grow with the work of others.
    private static long processorNanos() {
        return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    private void fill(EventStore store, List<List<StoredEvent>> orders) {
        int perOrder = orders.getFirst().size();
        int groups = Math.max(1, events / perOrder / AT_ONCE);
        for (int group = 0; group < groups + SHIPPED_AFTER; group++) {
            if (group < groups) {
                append(store, orders, group, 0, perOrder - 2);
            }
            if (group >= SHIPPED_AFTER) {
                append(store, orders, group - SHIPPED_AFTER, perOrder - 2, perOrder);
            }
        }
    }

    /// Appends some of the steps of each order of the group.
    private static void append(
            EventStore store, List<List<StoredEvent>> orders, int group, int from, int to) {
        var appends = new ArrayList<StreamAppend>();
        for (int i = 0; i < AT_ONCE; i++) {
            long number = (long) group * AT_ONCE + i + 1;
            var id =
                    UUID.nameUUIDFromBytes(
                            ("order " + number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            var template = orders.get((int) (number % orders.size()));
            var copies = new ArrayList<Envelope>();
            for (var event :
                    template.subList(
                            Math.min(from, template.size()), Math.min(to, template.size()))) {
                copies.add(copy(event.event(), id, number));
            }
            if (!copies.isEmpty()) {
                appends.add(
                        new StreamAppend(new StreamId("order-" + id), new Expected.Any(), copies));
            }
        }
        if (!appends.isEmpty()) {
            store.appendAll(appends);
        }
    }

    private static Envelope copy(Envelope event, UUID order, long number) {
        return new Envelope(
                MessageId.derivedFrom(event.id() + "/" + number),
                event.source(),
                event.type(),
                event.schemaVersion(),
                order.toString(),
                event.time(),
                Optional.empty(),
                Optional.empty(),
                event.data().replaceFirst("\"order-[0-9]+\"", "\"order-" + number + "\""));
    }

    private static void say(String form, Object... values) {
        System.out.printf(Locale.ROOT, form + "%n", values);
    }
}
