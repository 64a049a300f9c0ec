package greenbelt.command.line;

import static greenbelt.command.Parameter.maybe;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Arguments;
import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Sorting;
import greenbelt.command.line.Invocation.InteractionStyle;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Reads what behind `diff` is on the command line.
final class DiffWords {
    private static final String RUN_A = "RUN_A";
    private static final String RUN_B = "RUN_B";
    private static final String ORDER = "--order";
    private static final String SEED = "--seed";
    private static final String MODES = "--modes";
    private static final String ORDERS = "--orders";
    private static final int DEFAULT_ORDERS = 20;

    /// The most orders that are placed.
    private static final int MAX_ORDERS = 1_000;

    private static final Pattern ORDER_NUMBER = Pattern.compile("(?:order-)?([0-9]{1,9})");

    private static final List<String> MODE_WORDS =
            Arrays.stream(InteractionStyle.values()).map(DiffWords::inWords).toList();

    private static final List<Parameter> DIFF =
            List.of(
                    maybe(RUN_A, Kind.TEXT, "what a search has saved"),
                    maybe(RUN_B, Kind.TEXT, "what to compare it with"),
                    option(SEED, Kind.NUMBER, "what both systems are drawn from"),
                    option(
                            MODES,
                            Kind.TEXT,
                            "how the services work together in each: two of sync, async, choreography"),
                    option(ORDERS, Kind.NUMBER, "how many orders are placed in each"),
                    option(ORDER, Kind.TEXT, "the only order to show in detail"),
                    Sorting.JSON);

    private DiffWords() {}

    static Invocation diff(List<String> words) {
        var given =
                Sorting.sort(
                        "diff",
                        "./run.sh diff RUN_A RUN_B [--order order-N] [--json], or ./run.sh diff"
                                + " --seed N --modes sync,async [--orders N] [--order order-N]"
                                + " [--json]",
                        DIFF,
                        words);
        return given.has(RUN_A) ? files(given) : modes(given);
    }

    private static Invocation files(Arguments given) {
        for (var option : List.of(SEED, MODES, ORDERS)) {
            if (given.has(option)) {
                throw CommandRefused.usage(
                        "expected two saved runs or %s, found both: a saved run has its own"
                                .formatted(option));
            }
        }
        if (!given.has(RUN_B)) {
            throw CommandRefused.usage(
                    "expected two saved runs, found one: \"%s\"".formatted(given.one(RUN_A)));
        }
        return new Invocation.DiffOfFiles(
                Path.of(given.one(RUN_A)),
                Path.of(given.one(RUN_B)),
                order(given),
                given.has(Sorting.JSON.label()));
    }

    private static Invocation modes(Arguments given) {
        if (!given.has(MODES)) {
            throw CommandRefused.usage(
                    "expected two saved runs, or %s with two modes, found neither"
                            .formatted(MODES));
        }
        var modes = List.of(given.one(MODES).split(",", -1));
        if (modes.size() != 2) {
            throw CommandRefused.usage(
                    "%s must be two modes, such as sync,async, found \"%s\""
                            .formatted(MODES, given.one(MODES)));
        }
        return new Invocation.DiffOfModes(
                given.maybe(SEED).map(CommandLineParser::seed).orElse(OptionalLong.of(1)).orElse(1),
                mode(modes.getFirst()),
                mode(modes.getLast()),
                given.number(ORDERS, 1, MAX_ORDERS, DEFAULT_ORDERS),
                order(given),
                given.has(Sorting.JSON.label()));
    }

    private static InteractionStyle mode(String text) {
        if (!MODE_WORDS.contains(text)) {
            throw CommandRefused.usage(
                    "%s must be two of %s, found \"%s\"%s"
                            .formatted(
                                    MODES,
                                    String.join(", ", MODE_WORDS),
                                    text,
                                    Nearest.question(text, MODE_WORDS)));
        }
        return InteractionStyle.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static String inWords(InteractionStyle style) {
        return style.name().toLowerCase(Locale.ROOT);
    }

    private static OptionalInt order(Arguments given) {
        if (!given.has(ORDER)) {
            return OptionalInt.empty();
        }
        var number = ORDER_NUMBER.matcher(given.one(ORDER));
        if (!number.matches()) {
            throw CommandRefused.usage(
                    "%s must be the number of an order, such as order-3, found \"%s\""
                            .formatted(ORDER, given.one(ORDER)));
        }
        return OptionalInt.of(Integer.parseInt(number.group(1)));
    }
}
