package greenbelt.simulator;

import greenbelt.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process of its own that leaves imprints in a folder: `FOLDER FIRST_SEED LAST_SEED ORDERS RUNS [wall-clock]`.
///
/// With `wall-clock` each run places one more order, whose key it takes from the real clock, which nobody in a virtual
/// world may read: to show that the comparison notices.
final class ImprintMain {
    private ImprintMain() {}

    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[0]);
        int orders = Integer.parseInt(args[3]);
        int runs = Integer.parseInt(args[4]);
        boolean planted = args.length > 5 && args[5].equals("wall-clock");
        for (long seed = Long.parseLong(args[1]); seed <= Long.parseLong(args[2]); seed++) {
            for (var setting : Imprint.Setting.values()) {
                for (int run = 1; run <= runs; run++) {
                    var lines =
                            Imprint.of(
                                    seed,
                                    setting,
                                    orders,
                                    planted ? ImprintMain::orderByWallClock : system -> {});
                    Files.write(
                            folder.resolve("seed-%d-%s-%d".formatted(seed, setting, run)), lines);
                }
            }
        }
    }

    private static void orderByWallClock(Simulator system) {
        system.run(
                "order by wall clock",
                () -> {
                    var shopping = Shopping.in(system.client(), 1);
                    var request =
                            Request.post("/orders", shopping.order(0))
                                    .with("idempotency-key", "key-" + System.nanoTime());
                    return system.client().call(request).text();
                });
    }
}
