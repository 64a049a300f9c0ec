package greenbelt.console;

import greenbelt.command.CommandRefused;
import greenbelt.command.line.Invocation;
import greenbelt.command.line.Invocation.InteractionStyle;
import greenbelt.fault.FaultPlan;
import greenbelt.json.Json;
import greenbelt.json.Words;
import greenbelt.search.RunDiff;
import greenbelt.search.RunDiffView;
import greenbelt.search.SavedRun;
import greenbelt.search.SavedRuns;
import greenbelt.search.TextRefused;
import greenbelt.search.Trial;
import greenbelt.search.Workload;
import greenbelt.search.Workload.Modes;
import greenbelt.view.Page;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Carries out `diff`: two runs, each in a virtual world of its own, and in what they differ.
///
/// Exit codes: 0 no difference; 1 they differ; 2 what was given makes no sense.
final class DiffDesk {
    private static final int DIFFERENT = 1;

    private final Page page;
    private final Gauge gauge;
    private final Consumer<String> out;

    /// @param out takes text for the standard output
    DiffDesk(Page page, Gauge gauge, Consumer<String> out) {
        this.page = page;
        this.gauge = gauge;
        this.out = out;
    }

    int diff(Invocation.DiffOfFiles asked) {
        return diff(
                new Run(asked.first().toString(), saved(asked.first())),
                new Run(asked.second().toString(), saved(asked.second())),
                asked.order(),
                asked.json());
    }

    int diff(Invocation.DiffOfModes asked) {
        return diff(
                run(asked, asked.first()), run(asked, asked.second()), asked.order(), asked.json());
    }

    /// A trial and what to call it.
    private record Run(String name, Trial trial) {}

    private static Run run(Invocation.DiffOfModes asked, InteractionStyle style) {
        var modes =
                switch (style) {
                    case SYNC -> Modes.SYNC;
                    case ASYNC -> Modes.ASYNC;
                    case CHOREOGRAPHY -> Modes.CHOREOGRAPHY;
                };
        return new Run(
                "seed %d, %s".formatted(asked.seed(), style.name().toLowerCase(Locale.ROOT)),
                Trial.of(
                        asked.seed(),
                        Workload.DEFAULT.withOrders(asked.orders()).steadily(modes),
                        FaultPlan.NONE));
    }

    private int diff(Run first, Run second, OptionalInt order, boolean json) {
        order.ifPresent(n -> mustBePlaced(n, first, second));
        gauge.say("running %s".formatted(first.name()));
        var one = first.trial().footprint();
        gauge.say("running %s".formatted(second.name()));
        var other = second.trial().footprint();
        gauge.done();
        var diff = RunDiff.of(one, other);
        Optional<Integer> detail =
                order.isPresent() ? Optional.of(order.getAsInt()) : Optional.empty();
        var view = new RunDiffView(diff, first.name(), second.name(), detail);
        out.accept(json ? Json.write(view.json()) + "\n" : view.draw(page));
        return diff.isSame() ? 0 : DIFFERENT;
    }

    private static void mustBePlaced(int n, Run first, Run second) {
        var numbers = first.trial().workload().numbers();
        numbers.addAll(second.trial().workload().numbers());
        if (!numbers.contains(n)) {
            throw CommandRefused.usage(
                    "--order must be one of the orders that the runs place, order-%d to order-%d, found order-%d"
                            .formatted(numbers.first(), numbers.last(), n));
        }
    }

    private static Trial saved(Path file) {
        if (!Files.isRegularFile(file)) {
            throw CommandRefused.usage(
                    "expected a file that a search has saved, found \"%s\"%s"
                            .formatted(file, nearest(file)));
        }
        try {
            return SavedRuns.read(file).trial();
        } catch (TextRefused | UncheckedIOException refused) {
            throw CommandRefused.usage(String.valueOf(refused.getMessage()));
        }
    }

    /// Which saved run of the same folder was probably meant.
    private static String nearest(Path file) {
        var folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        if (!Files.isDirectory(folder)) {
            return "";
        }
        try (var files = Files.list(folder)) {
            var names =
                    files.map(it -> String.valueOf(it.getFileName()))
                            .filter(name -> name.endsWith(SavedRun.SUFFIX))
                            .sorted()
                            .limit(SavedRuns.MAX_RUNS)
                            .toList();
            return Words.nearest(String.valueOf(file.getFileName()), names)
                    .map(name -> ", did you mean \"%s\"?".formatted(folder.resolve(name)))
                    .orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }
}
