package greenbelt.bench.gateway;

import greenbelt.bench.Arguments;
import java.util.List;

/// What the gateway reaches, against what is promised: `[--seconds N] [--rounds N] [BENCHMARK...]`, by default all. Exit code
/// 1 when something promised was missed.
///
/// A new one is a class that implements [GatewayBenchmark], named here.
public final class GatewayBench {
    private static final int SECONDS = 4;
    private static final int MAX_SECONDS = 600;
    private static final int ROUNDS = 3;
    private static final int MAX_ROUNDS = 100;
    private static final int MISSED = 1;

    private GatewayBench() {}

    public static void main(String[] args) throws Exception {
        var words = new Arguments(args);
        var desk =
                new GatewayDesk(
                        words.option("--seconds", SECONDS, MAX_SECONDS),
                        words.option("--rounds", ROUNDS, MAX_ROUNDS));
        var chosen = words.chosen(all(), GatewayBenchmark::name);
        desk.say(
                "JDK %s, %d processors, %s %s; generator, gateway and upstream share them"
                        .formatted(
                                Runtime.version(),
                                Runtime.getRuntime().availableProcessors(),
                                System.getProperty("os.name"),
                                System.getProperty("os.arch")));
        boolean reached = true;
        for (var benchmark : chosen) {
            reached &= benchmark.run(desk);
        }
        if (!reached) {
            System.exit(MISSED);
        }
    }

    private static List<GatewayBenchmark> all() {
        return List.of(new LadderBench(), new VerifyBench(), new StreamingBench(), new IdleBench());
    }
}
