package greenbelt.console;

import greenbelt.command.CommandRefused;
import greenbelt.command.line.Invocation;
import greenbelt.json.Json;
import greenbelt.json.TextFile;
import greenbelt.search.FaultSource;
import greenbelt.search.SavedRun;
import greenbelt.search.SavedRuns;
import greenbelt.search.Search;
import greenbelt.search.SearchReport;
import greenbelt.search.SearchReport.Found;
import greenbelt.search.Shrink;
import greenbelt.search.TextRefused;
import greenbelt.search.Trial;
import greenbelt.search.Violation;
import greenbelt.search.Workload;
import greenbelt.view.Page;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import greenbelt.view.Words;
import greenbelt.world.Durations;
import greenbelt.world.LiveWorld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Carries out `search` and `replay`, and says what came of it.
///
/// Exit codes: 0 nothing was found; 1 an invariant was broken; 2 what was given makes no sense.
final class SearchDesk {
    private static final int FOUND = 1;
    private static final int MAX_DETAILS = 10;

    private final Path failures;
    private final Page page;
    private final Gauge gauge;
    private final Consumer<String> out;

    /// @param failures where failing runs are kept when nothing else was said
    /// @param out takes text for the standard output
    SearchDesk(Path failures, Page page, Gauge gauge, Consumer<String> out) {
        this.failures = failures;
        this.page = page;
        this.gauge = gauge;
        this.out = out;
    }

    /// A saved run that was run again.
    private record Again(Path file, SavedRun run, boolean breaksAgain) {}

    /// A failing run that was made small and saved.
    private record Kept(String invariant, Path file, Trial trial, int trials) {}

    int search(Invocation.Search asked) {
        try {
            return carryOut(asked);
        } catch (TextRefused refused) {
            throw CommandRefused.usage(String.valueOf(refused.getMessage()));
        } catch (UncheckedIOException failure) {
            throw CommandRefused.failed(String.valueOf(failure.getMessage()));
        }
    }

    private int carryOut(Invocation.Search asked) {
        var workload = asked.workload().map(SearchDesk::workload).orElse(Workload.DEFAULT);
        var faults =
                asked.plan()
                        .map(SearchDesk::plan)
                        .orElseGet(() -> FaultSource.random(asked.faults(), workload));
        var saved = new SavedRuns(asked.out().orElse(failures));
        var again = runAgain(saved, asked);
        long left = saved.all().stream().filter(found -> !isAsked(found.run(), asked)).count();
        var report = find(asked, workload, faults);
        var kept = new ArrayList<Kept>();
        for (var kind : report.kinds().entrySet()) {
            var found = kind.getValue().first();
            var trial = trial(found.seed(), asked, workload, faults);
            kept.add(keep(smallAlready(trial, kind.getKey(), kept), kind.getKey(), saved));
        }
        gauge.done();
        if (asked.json()) {
            out.accept(Json.write(json(again, left, report, kept)) + "\n");
        } else {
            out.accept(drawn(again, left, report, kept));
        }
        boolean isClean = report.holds() && again.stream().noneMatch(Again::breaksAgain);
        return isClean ? 0 : FOUND;
    }

    private static Workload workload(Path file) {
        return read(file, Workload::parse);
    }

    private static FaultSource plan(Path file) {
        return read(file, FaultSource::parse);
    }

    private static <T> T read(Path file, Function<String, T> parse) {
        try {
            return parse.apply(TextFile.read(file));
        } catch (UncheckedIOException failure) {
            throw CommandRefused.usage(String.valueOf(failure.getMessage()));
        } catch (TextRefused refused) {
            throw CommandRefused.usage(file + ": " + refused.getMessage());
        }
    }

    private static Trial trial(
            long seed, Invocation.Search asked, Workload workload, FaultSource faults) {
        return new Trial(seed, workload, faults.of(seed), asked.variants());
    }

    /// The saved runs of the same variants come first.
    private List<Again> runAgain(SavedRuns saved, Invocation.Search asked) {
        var again = new ArrayList<Again>();
        for (var found : saved.all()) {
            var run = found.run();
            if (isAsked(run, asked)) {
                gauge.say("again: " + found.file());
                boolean breaks = run.trial().run().of(run.invariant()).isPresent();
                again.add(new Again(found.file(), run, breaks));
            }
        }
        return again;
    }

    private static boolean isAsked(SavedRun run, Invocation.Search asked) {
        return run.trial().variants().equals(asked.variants());
    }

    private SearchReport find(Invocation.Search asked, Workload workload, FaultSource faults) {
        int workers = Runtime.getRuntime().availableProcessors();
        try (var world = new LiveWorld()) {
            var node = world.start("search");
            return world.enter(
                    node,
                    "search",
                    () ->
                            new Search(world, node, workers)
                                    .run(
                                            asked.firstSeed(),
                                            asked.lastSeed(),
                                            seed -> trial(seed, asked, workload, faults),
                                            gauge::show));
        }
    }

    /// One of those that were made small of the same seed, if it breaks this invariant, too; else the trial itself.
    private static Trial smallAlready(Trial trial, String invariant, List<Kept> kept) {
        return kept.stream()
                .map(Kept::trial)
                .filter(small -> small.seed() == trial.seed())
                .filter(small -> small.run().of(invariant).isPresent())
                .findFirst()
                .orElse(trial);
    }

    private Kept keep(Trial trial, String invariant, SavedRuns saved) {
        var small =
                Shrink.shrink(
                        trial,
                        invariant,
                        trials ->
                                gauge.say(
                                        "making seed %d small: trial %d"
                                                .formatted(trial.seed(), trials)));
        var run = new SavedRun(small.trial(), invariant);
        return new Kept(invariant, saved.save(run), small.trial(), small.trials());
    }

    private String drawn(List<Again> again, long left, SearchReport report, List<Kept> kept) {
        var text = new StringBuilder();
        if (!again.isEmpty()) {
            text.append(savedRuns(again).draw(page)).append('\n');
        }
        if (left > 0) {
            text.append(
                    "Not run again: %s of other variants.\n"
                            .formatted(Words.counted(left, "saved run")));
        }
        if (!report.holds()) {
            text.append(kinds(report).draw(page)).append('\n');
        }
        text.append(
                "%,d of %,d seeds broke %s, in %s (%s a seed).\n"
                        .formatted(
                                report.failing(),
                                report.seeds(),
                                report.holds()
                                        ? "an invariant"
                                        : Words.counted(report.kinds().size(), "invariant"),
                                Durations.rounded(report.took()),
                                Durations.rounded(report.took().dividedBy(report.seeds()))));
        text.append(struck(report)).append('\n');
        for (var one : kept) {
            text.append(
                    "Made small (%s, %d trials): ./run.sh replay %s\n"
                            .formatted(size(one.trial()), one.trials(), one.file()));
        }
        return text.toString();
    }

    /// Whom the faults have struck; a search in which they struck nobody has shown nothing about them.
    private static String struck(SearchReport report) {
        return report.strikes().isEmpty()
                ? "No fault has struck."
                : report.strikes().entrySet().stream()
                        .map(kind -> "%s %,d".formatted(kind.getKey(), kind.getValue()))
                        .collect(Collectors.joining(", ", "Faults struck: ", "."));
    }

    private static String size(Trial trial) {
        var workload = trial.workload();
        int orders = workload.only().orders().map(Set::size).orElse(workload.orders());
        return Words.counted(orders, "order")
                + ", "
                + Words.counted(trial.faults().faults().size(), "fault");
    }

    private static Table savedRuns(List<Again> again) {
        var table =
                Table.of(Column.left("saved run"), Column.left("again"), Column.left("invariant"));
        for (var one : again) {
            table =
                    table.row(
                            one.file().toString(),
                            one.breaksAgain() ? "broken" : "holds now",
                            one.run().invariant());
        }
        return table;
    }

    private static Table kinds(SearchReport report) {
        var table =
                Table.of(
                        Column.left("invariant"),
                        Column.right("seeds"),
                        Column.left("first seeds"));
        for (var kind : report.kinds().entrySet()) {
            var seeds =
                    kind.getValue().found().stream()
                            .map(found -> Long.toString(found.seed()))
                            .collect(Collectors.joining(" "));
            table = table.row(kind.getKey(), kind.getValue().count(), seeds);
        }
        return table;
    }

    private static Map<String, Object> json(
            List<Again> again, long left, SearchReport report, List<Kept> kept) {
        var json = new LinkedHashMap<String, Object>();
        json.put("seeds", fields("first", report.first(), "last", report.last()));
        json.put("failing", report.failing());
        json.put("took", report.took());
        var strikes = new LinkedHashMap<String, Object>();
        report.strikes().forEach((kind, hits) -> strikes.put(kind.word(), hits));
        json.put("strikes", strikes);
        json.put(
                "savedRuns",
                again.stream()
                        .map(one ->
                                fields(
                                        "file", one.file().toString(),
                                        "invariant", one.run().invariant(),
                                        "breaksAgain", one.breaksAgain()))
                        .toList());
        json.put("savedRunsOfOtherVariants", left);
        json.put(
                "violations",
                report.kinds().entrySet().stream()
                        .map(kind ->
                                fields(
                                        "invariant", kind.getKey(),
                                        "seeds", kind.getValue().count(),
                                        "firstSeeds",
                                                kind.getValue().found().stream()
                                                        .map(Found::seed)
                                                        .toList(),
                                        "first", kind.getValue().first().violation()))
                        .toList());
        json.put(
                "kept",
                kept.stream()
                        .map(one ->
                                fields(
                                        "invariant", one.invariant(),
                                        "file", one.file().toString(),
                                        "trials", one.trials()))
                        .toList());
        return json;
    }

    /// Names and values by turns.
    private static Map<String, Object> fields(Object... fields) {
        var json = new LinkedHashMap<String, Object>();
        for (int i = 0; i < fields.length; i += 2) {
            json.put(fields[i].toString(), fields[i + 1]);
        }
        return json;
    }

    int replay(Invocation.Replay asked) {
        SavedRun run;
        try {
            run = SavedRuns.read(asked.file());
        } catch (TextRefused | UncheckedIOException refused) {
            throw CommandRefused.usage(String.valueOf(refused.getMessage()));
        }
        var recording = run.trial().record();
        var violation = recording.outcome().of(run.invariant());
        var diagram = recording.diagram(violation);
        asked.svg().ifPresent(file -> write(file, diagram.svg()));
        if (asked.json()) {
            out.accept(
                    Json.write(
                                    fields(
                                            "file", asked.file().toString(),
                                            "seed", run.trial().seed(),
                                            "invariant", run.invariant(),
                                            "breaksAgain", violation.isPresent(),
                                            "violations", recording.outcome().violations(),
                                            "diagram", diagram))
                            + "\n");
        } else {
            out.accept(diagram.draw(page) + "\n" + verdict(run, violation));
            asked.svg().ifPresent(file -> out.accept("Drawn: " + file + "\n"));
        }
        return violation.isPresent() ? FOUND : 0;
    }

    private static String verdict(SavedRun run, Optional<Violation> violation) {
        var text = new StringBuilder();
        text.append("seed %d: ".formatted(run.trial().seed()));
        if (violation.isEmpty()) {
            return text.append("holds now: %s\n".formatted(run.invariant())).toString();
        }
        var seen = violation.get();
        text.append(
                "broken again, seen after %s: %s\n"
                        .formatted(Durations.rounded(seen.at()), seen.invariant()));
        seen.details().stream()
                .limit(MAX_DETAILS)
                .forEach(detail -> text.append("  ").append(detail).append('\n'));
        if (seen.details().size() > MAX_DETAILS) {
            text.append("  and %d more\n".formatted(seen.details().size() - MAX_DETAILS));
        }
        if (!seen.orders().isEmpty()) {
            text.append("orders: ").append(String.join(", ", seen.orders())).append('\n');
            text.append("traces: ").append(String.join(", ", seen.traces())).append('\n');
        }
        return text.toString();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw CommandRefused.failed("%s cannot be written: %s".formatted(file, failure));
        }
    }
}
