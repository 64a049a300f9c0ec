package greenbelt.command;

import greenbelt.view.Page;
import greenbelt.view.Table;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.IntStream;

/// What a result is put through behind a bar: `grep`, `head`, `tail`, `count`.
///
/// A table loses rows and keeps its titles, in JSON too; any other result is taken line by line.
final class Filter {
    /// The filters, with what they do.
    static final SortedMap<String, String> WORDS = words();

    private static final int USUAL = 10;
    private static final int MOST = 1_000_000;

    /// So wide that nothing is cut off before it is looked at.
    private static final Page WIDE = Page.unicode(10_000);

    private final UnaryOperator<List<Integer>> chosen;
    private final Predicate<String> matching;
    private final boolean counts;

    private Filter(
            UnaryOperator<List<Integer>> chosen, Predicate<String> matching, boolean counts) {
        this.chosen = chosen;
        this.matching = matching;
        this.counts = counts;
    }

    private static SortedMap<String, String> words() {
        var words = new TreeMap<String, String>();
        words.put("grep", "keeps what matches: grep [-i] [-v] PATTERN");
        words.put("head", "keeps the first: head [N]");
        words.put("tail", "keeps the last: tail [N]");
        words.put("count", "says how many");
        return Collections.unmodifiableSortedMap(words);
    }

    /// Throws [CommandRefused] when this is no filter.
    static Filter of(String text) {
        var words = Word.split(text).stream().map(Word::text).toList();
        if (words.isEmpty()) {
            throw CommandRefused.usage("behind | comes one of " + known() + ", found nothing");
        }
        var given = words.subList(1, words.size());
        return switch (words.getFirst()) {
            case "grep" -> grep(given);
            case "head" -> {
                int most = number("head", given);
                yield new Filter(
                        rows -> rows.subList(0, Math.min(most, rows.size())), _ -> true, false);
            }
            case "tail" -> {
                int most = number("tail", given);
                yield new Filter(
                        rows -> rows.subList(Math.max(0, rows.size() - most), rows.size()),
                        _ -> true,
                        false);
            }
            case "count" -> {
                if (!given.isEmpty()) {
                    throw CommandRefused.usage(
                            "count takes nothing, found \"%s\"".formatted(given.getFirst()));
                }
                yield new Filter(rows -> rows, _ -> true, true);
            }
            default ->
                    throw CommandRefused.usage(
                            "behind | comes one of %s, found \"%s\"%s"
                                    .formatted(
                                            known(),
                                            words.getFirst(),
                                            Nearest.question(words.getFirst(), WORDS.keySet())));
        };
    }

    private static String known() {
        return String.join(", ", WORDS.keySet());
    }

    private static Filter grep(List<String> given) {
        var options = given.stream().takeWhile(word -> word.matches("-[iv]+")).toList();
        var rest = given.subList(options.size(), given.size());
        if (rest.size() != 1) {
            throw CommandRefused.usage(
                    "grep takes one pattern, in quotes when it has blanks, found "
                            + (rest.isEmpty() ? "none" : String.join(" ", rest)));
        }
        var flags = String.join("", options);
        var pattern = pattern(rest.getFirst(), flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0);
        boolean inverted = flags.contains("v");
        return new Filter(rows -> rows, line -> pattern.matcher(line).find() != inverted, false);
    }

    private static Pattern pattern(String text, int flags) {
        try {
            return Pattern.compile(text, flags | Pattern.UNICODE_CASE);
        } catch (PatternSyntaxException wrong) {
            throw CommandRefused.usage(
                    "grep takes a regular expression, found \"%s\": %s"
                            .formatted(text, wrong.getDescription()));
        }
    }

    private static int number(String filter, List<String> given) {
        if (given.size() > 1) {
            throw CommandRefused.usage(
                    "%s takes one number, found \"%s\"".formatted(filter, given.get(1)));
        }
        return given.isEmpty()
                ? USUAL
                : Arguments.wholeNumber(
                        filter, given.getFirst().replaceFirst("^-(n=?)?", ""), 0, MOST);
    }

    /// What is left of a result.
    Result apply(Result result) {
        var left =
                result.table()
                        .map(table -> apply(result, table))
                        .orElseGet(() -> applyToLines(result));
        return left.withExitCode(result.exitCode());
    }

    private Result apply(Result result, Table table) {
        var rows =
                chosen.apply(
                        IntStream.range(0, table.rows().size())
                                .filter(row -> matching.test(table.line(row)))
                                .boxed()
                                .toList());
        if (counts) {
            return count(rows.size());
        }
        var kept = new Table(table.columns(), rows.stream().map(table.rows()::get).toList());
        return result.json() instanceof List<?> all && all.size() == table.rows().size()
                ? Result.of(kept).withJson(rows.stream().map(all::get).toList())
                : Result.of(kept);
    }

    private Result applyToLines(Result result) {
        var lines = kept(result.drawing().apply(WIDE).lines().toList());
        return counts
                ? count(lines.size())
                : new Result(
                        Map.of("lines", lines),
                        page ->
                                lines.stream()
                                        .map(line -> page.line(line) + "\n")
                                        .reduce("", String::concat),
                        0);
    }

    private List<String> kept(List<String> lines) {
        return chosen
                .apply(
                        IntStream.range(0, lines.size())
                                .filter(line -> matching.test(lines.get(line)))
                                .boxed()
                                .toList())
                .stream()
                .map(lines::get)
                .toList();
    }

    private static Result count(int count) {
        return Result.of(Integer.toString(count), Map.of("count", count));
    }
}
