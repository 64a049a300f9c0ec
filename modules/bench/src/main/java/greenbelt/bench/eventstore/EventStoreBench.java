package greenbelt.bench.eventstore;

import greenbelt.bench.Arguments;
import greenbelt.bench.RebuildBench;
import greenbelt.bench.bus.BusBench;
import greenbelt.database.Durability;
import java.util.List;

/// How fast the event store is, against what is promised: `[--events N] [--rounds N] [BENCHMARK...]`, by default all.
///
/// Each benchmark measures in turns with its peer, on the same machine, the same file and in the same run, so that their
/// ratio holds also when the machine has other work. A new one is a class that implements [Benchmark], named here.
public final class EventStoreBench {
    private static final int REBUILT_EVENTS = 1_000_000;
    private static final int MESSAGES = 1_000_000;

    private static final int EVENTS = 64_000;
    private static final int MAX_EVENTS = 10_000_000;
    private static final int ROUNDS = 3;
    private static final int MAX_ROUNDS = 100;

    private EventStoreBench() {}

    public static void main(String[] args) throws Exception {
        var words = new Arguments(args);
        var desk =
                new Desk(
                        words.option("--events", EVENTS, MAX_EVENTS),
                        words.option("--rounds", ROUNDS, MAX_ROUNDS));
        desk.say(
                "JDK %s, %d processors, %s %s, heap at most %d MB"
                        .formatted(
                                Runtime.version(),
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().maxMemory() >> 20));
        for (var benchmark : words.chosen(all(), Benchmark::name)) {
            benchmark.run(desk);
        }
    }

    private static List<Benchmark> all() {
        return List.of(
                new AppendBench(Durability.PROCESS, "a checkpoint a group, handed to the system"),
                new AppendBench(Durability.DEVICE, "a checkpoint a group, forced to the device"),
                new ReplayBench(),
                new JournalBench(),
                new StreamLoadBench(),
                new SubBench(
                        "rebuild",
                        "the order list from %s events of real orders, both databases handed to the system"
                                .formatted(Desk.count(REBUILT_EVENTS)),
                        desk ->
                                RebuildBench.main(
                                        Integer.toString(REBUILT_EVENTS),
                                        "order-list",
                                        Integer.toString(desk.rounds()))),
                new SubBench(
                        "bus",
                        "publish to consume, and to handled by a consumer with an inbox on H2",
                        desk ->
                                BusBench.main(
                                        Integer.toString(MESSAGES),
                                        Integer.toString(desk.rounds()))));
    }
}
