package greenbelt.search;

import greenbelt.json.Words;
import greenbelt.search.Workload.Bounds;
import greenbelt.search.Workload.Modes;
import greenbelt.search.Workload.Only;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A workload as lines of text, read and written.
final class WorkloadText {
    private static final List<String> WORDS =
            List.of(
                    "orders",
                    "rate",
                    "lines",
                    "quantity",
                    "greedy",
                    "cancels",
                    "modes",
                    "toggles",
                    "inventory",
                    "user",
                    "only");
    private static final List<String> PARTS = List.of("orders", "cancels", "toggles");
    private static final List<String> MODES =
            Arrays.stream(Modes.values()).map(WorkloadText::inWords).toList();
    private static final Pattern BOUNDS = Pattern.compile("([0-9]{1,4})\\.\\.([0-9]{1,4})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final Set<String> seen = new TreeSet<>();
    private Workload workload = Workload.DEFAULT;
    private Only only = Only.ALL;
    private int line;

    private WorkloadText() {}

    static Workload parse(String text) {
        var reading = new WorkloadText();
        text.lines().forEach(reading::read);
        return reading.workload();
    }

    private Workload workload() {
        for (var kept : List.of(only.orders(), only.cancels())) {
            if (kept.isPresent() && !kept.get().isEmpty()) {
                int last = kept.get().last();
                if (last > workload.orders()) {
                    throw new TextRefused(
                            "\"only\" names order %d, and there are %d orders"
                                    .formatted(last, workload.orders()));
                }
            }
        }
        return workload.withOnly(only);
    }

    private void read(String text) {
        line++;
        var words = List.of(text.replaceFirst("#.*", "").strip().split("\\s+", -1));
        var word = words.getFirst();
        if (word.isEmpty()) {
            return;
        }
        if (!WORDS.contains(word)) {
            throw refused("expected one of " + WORDS, word, WORDS);
        }
        var values = words.subList(1, words.size());
        if (word.equals("only")) {
            readOnly(values);
            return;
        }
        mustBeNew(word);
        if (values.size() != 1) {
            throw new TextRefused(
                    line,
                    "expected %s and one value, found %d values".formatted(word, values.size()));
        }
        try {
            workload = with(word, values.getFirst());
        } catch (IllegalArgumentException outOfBounds) {
            throw new TextRefused(line, String.valueOf(outOfBounds.getMessage()));
        }
    }

    private Workload with(String word, String value) {
        var old = workload;
        return switch (word) {
            case "orders" -> old.withOrders(number(value));
            case "rate" -> copy(old, number(value), old.lines(), old.quantity(), old.modes());
            case "lines" ->
                    copy(old, old.ratePerSecond(), bounds(value), old.quantity(), old.modes());
            case "quantity" ->
                    copy(old, old.ratePerSecond(), old.lines(), bounds(value), old.modes());
            case "modes" ->
                    copy(old, old.ratePerSecond(), old.lines(), old.quantity(), modes(value));
            case "inventory", "user" -> old.withScale(old.scale().with(word, number(value)));
            case "greedy" -> counted(old, number(value), old.cancels(), old.toggles());
            case "cancels" -> counted(old, old.greedy(), number(value), old.toggles());
            default -> counted(old, old.greedy(), old.cancels(), number(value));
        };
    }

    private static Workload copy(
            Workload old, int rate, Bounds lines, Bounds quantity, Modes modes) {
        return new Workload(
                old.orders(),
                rate,
                lines,
                quantity,
                old.greedy(),
                old.cancels(),
                modes,
                old.toggles(),
                old.only(),
                old.scale());
    }

    private static Workload counted(Workload old, int greedy, int cancels, int toggles) {
        return new Workload(
                old.orders(),
                old.ratePerSecond(),
                old.lines(),
                old.quantity(),
                greedy,
                cancels,
                old.modes(),
                toggles,
                old.only(),
                old.scale());
    }

    private void readOnly(List<String> values) {
        var part = values.isEmpty() ? "" : values.getFirst();
        if (!PARTS.contains(part)) {
            throw refused("expected only and one of " + PARTS, part, PARTS);
        }
        mustBeNew("only " + part);
        var numbers =
                values.stream()
                        .skip(1)
                        .map(this::number)
                        .collect(Collectors.toCollection(TreeSet::new));
        Optional<SortedSet<Integer>> kept = Optional.of(numbers);
        only =
                switch (part) {
                    case "orders" -> new Only(kept, only.cancels(), only.toggles());
                    case "cancels" -> new Only(only.orders(), kept, only.toggles());
                    default -> new Only(only.orders(), only.cancels(), kept);
                };
    }

    private void mustBeNew(String what) {
        if (!seen.add(what)) {
            throw new TextRefused(line, "expected \"%s\" once, found it again".formatted(what));
        }
    }

    private int number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new TextRefused(line, "expected a whole number, found \"%s\"".formatted(text));
        }
        return Integer.parseInt(text);
    }

    private Bounds bounds(String text) {
        var form = BOUNDS.matcher(text);
        if (!form.matches()) {
            throw new TextRefused(
                    line, "expected LEAST..MOST, such as 1..3, found \"%s\"".formatted(text));
        }
        return new Bounds(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    }

    private Modes modes(String text) {
        if (!MODES.contains(text)) {
            throw refused("expected one of " + MODES, text, MODES);
        }
        return Modes.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private TextRefused refused(String expected, String found, List<String> words) {
        var nearest =
                Words.nearest(found, words).map(", did you mean \"%s\"?"::formatted).orElse("");
        return new TextRefused(
                line, "%s, found %s%s".formatted(expected, Words.quoted(found), nearest));
    }

    private static String inWords(Modes modes) {
        return modes.name().toLowerCase(Locale.ROOT);
    }

    static String write(Workload workload) {
        var lines = new ArrayList<String>();
        lines.add("orders " + workload.orders());
        lines.add("rate " + workload.ratePerSecond());
        lines.add("lines " + workload.lines());
        lines.add("quantity " + workload.quantity());
        lines.add("greedy " + workload.greedy());
        lines.add("cancels " + workload.cancels());
        lines.add("modes " + inWords(workload.modes()));
        lines.add("toggles " + workload.toggles());
        workload.scale()
                .instances()
                .forEach((service, instances) -> {
                    if (instances > 1) {
                        lines.add(service + " " + instances);
                    }
                });
        writeOnly("orders", workload.only().orders(), lines);
        writeOnly("cancels", workload.only().cancels(), lines);
        writeOnly("toggles", workload.only().toggles(), lines);
        return String.join("\n", lines) + "\n";
    }

    private static void writeOnly(
            String part, Optional<SortedSet<Integer>> kept, List<String> lines) {
        kept.ifPresent(numbers -> {
            var text = new StringBuilder("only ").append(part);
            numbers.forEach(number -> text.append(' ').append(number));
            lines.add(text.toString());
        });
    }
}
