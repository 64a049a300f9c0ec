package greenbelt.command.line;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.option;

import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Parameter.Presence;
import greenbelt.command.Sorting;
import greenbelt.simulator.Variant;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads what behind `search` and `replay` is on the command line.
final class SearchWords {
    private static final String SEEDS = "--seeds";
    private static final String FILE = "FILE";
    private static final int MAX_FAULTS = 100;
    private static final int DEFAULT_FAULTS = 3;

    /// The most seeds of one search.
    private static final long MAX_SEEDS = 10_000_000;

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,18})(?:\\.\\.([0-9]{1,18}))?");

    private static final List<Parameter> SEARCH =
            List.of(
                    option(SEEDS, Kind.TEXT, "FIRST..LAST").with(Presence.REQUIRED),
                    option("--plan", Kind.TEXT, "a file with the faults"),
                    option("--workload", Kind.TEXT, "a file with what is asked of the system"),
                    option("--variant", Kind.TEXT, "in what it is built wrongly")
                            .with(Presence.ANY),
                    option("--faults", Kind.NUMBER, "how many random faults without a plan"),
                    option("--out", Kind.TEXT, "where failing runs are kept"),
                    Sorting.JSON);

    private static final List<Parameter> REPLAY =
            List.of(
                    argument(FILE, Kind.TEXT, "what a search has saved"),
                    option("--svg", Kind.TEXT, "where to draw it as a picture"),
                    Sorting.JSON);

    private SearchWords() {}

    static Invocation search(List<String> words) {
        var given =
                Sorting.sort(
                        "search",
                        "./run.sh search --seeds 1..1000 [--plan FILE | --faults N]"
                                + " [--workload FILE] [--variant NAME] [--out DIR] [--json]",
                        SEARCH,
                        words);
        if (given.has("--plan") && given.has("--faults")) {
            throw CommandRefused.usage(
                    "expected --plan or --faults, found both: random faults are what a seed gets"
                            + " without a plan");
        }
        var seeds = RANGE.matcher(given.one(SEEDS));
        if (!seeds.matches()) {
            throw seedsRefused(given.one(SEEDS));
        }
        long first = Long.parseLong(seeds.group(1));
        long last = seeds.group(2) == null ? first : Long.parseLong(seeds.group(2));
        if (last < first || last - first >= MAX_SEEDS) {
            throw seedsRefused(given.one(SEEDS));
        }
        return new Invocation.Search(
                first,
                last,
                given.maybe("--plan").map(Path::of),
                given.maybe("--workload").map(Path::of),
                given.all("--variant").stream()
                        .map(SearchWords::variant)
                        .collect(Collectors.toCollection(TreeSet::new)),
                given.number("--faults", 0, MAX_FAULTS, DEFAULT_FAULTS),
                given.maybe("--out").map(Path::of),
                given.has(Sorting.JSON.label()));
    }

    private static CommandRefused seedsRefused(String found) {
        return CommandRefused.usage(
                "%s must be FIRST..LAST, such as 1..1000, at most %,d seeds, found \"%s\""
                        .formatted(SEEDS, MAX_SEEDS, found));
    }

    private static Variant variant(String text) {
        var words = Arrays.stream(Variant.values()).map(Variant::word).toList();
        return Variant.of(text)
                .orElseThrow(() ->
                        CommandRefused.usage(
                                "--variant must be one of %s, found \"%s\"%s"
                                        .formatted(
                                                String.join(", ", words),
                                                text,
                                                Nearest.question(text, words))));
    }

    static Invocation replay(List<String> words) {
        var given =
                Sorting.sort("replay", "./run.sh replay FILE [--svg FILE] [--json]", REPLAY, words);
        return new Invocation.Replay(
                Path.of(given.one(FILE)),
                given.maybe("--svg").map(Path::of),
                given.has(Sorting.JSON.label()));
    }
}
