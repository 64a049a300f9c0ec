package greenbelt.command;

import greenbelt.command.catalogue.Catalogue;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import greenbelt.view.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A process of its own that leaves in a folder what a session prints: `FOLDER FIRST_SEED LAST_SEED RUNS [wall-clock]`.
///
/// With `wall-clock` each session begins with a wait that takes its length from the real clock, which nobody in a virtual
/// world may read: to show that the comparison notices.
final class PrintMain {
    /// Places orders in all four settings of the edges, and while a service is down; asks for everything there is.
    private static final List<String> SESSION =
            List.of(
                    "help",
                    "mode",
                    "order place --user ada --item tea-pot --quantity 2",
                    "trace last",
                    "mode order->inventory async",
                    "order place --user bela --item travel-mug --item tea-pot",
                    "trace last",
                    "mode order->user async",
                    "order place --user ada --item desk-lamp --quantity 3",
                    "trace last",
                    "mode order->inventory sync",
                    "order place --user ada --item tea-pot --quantity 99",
                    "trace last",
                    "load 12",
                    "mode all sync",
                    "load 8 --rate 40",
                    "traces --limit 40",
                    "users",
                    "stock",
                    "order list",
                    "order show 1",
                    "events 2",
                    "order cancel 3",
                    "http GET /orders?status=CONFIRMED&limit=3",
                    "http POST /inventory/TEA-POT/receipts {\"quantity\": 10}",
                    "http GET /nowhere",
                    "crash user-1",
                    "status",
                    "order place --user ada --item tea-pot --no-wait",
                    "restart user-1",
                    "advance 1m",
                    "order show last",
                    "check",
                    "status",
                    "sttaus",
                    "reset",
                    "order list");

    private PrintMain() {}

    public static void main(String[] args) throws IOException {
        var folder = Path.of(args[0]);
        boolean planted = args.length > 4 && args[4].equals("wall-clock");
        for (long seed = Long.parseLong(args[1]); seed <= Long.parseLong(args[2]); seed++) {
            for (int run = 1; run <= Integer.parseInt(args[3]); run++) {
                var first = planted ? "advance " + System.nanoTime() % 1_000_000 + "ms" : "mode";
                var printed = printed(seed, first);
                Files.write(folder.resolve("seed-%d-%d".formatted(seed, run)), printed);
            }
        }
    }

    /// What a new virtual world of this seed prints, each command followed by its text, and the same as JSON.
    private static List<String> printed(long seed, String first) {
        var lines = new ArrayList<String>();
        for (boolean json : new boolean[] {false, true}) {
            try (var simulator = Simulator.open(Plan.virtual(seed))) {
                var interpreter =
                        new Interpreter(
                                Catalogue.commands(),
                                simulator,
                                json,
                                () -> Page.unicode(120),
                                lines::add);
                Stream.concat(Stream.of(first), SESSION.stream())
                        .map(interpreter::run)
                        .forEach(outcome -> {
                            outcome.text().lines().forEach(lines::add);
                            lines.add("exit code " + outcome.exitCode());
                        });
            }
        }
        return lines;
    }
}
