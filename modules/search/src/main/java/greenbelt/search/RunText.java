package greenbelt.search;

import greenbelt.fault.PlanText;
import greenbelt.json.Words;
import greenbelt.simulator.Variant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A saved run as text: what it was, and under two headings the workload and the faults.
///
/// ```
/// seed 42
/// variant no-inbox
/// violation no order is charged twice, and none whose credit is not reserved
///
/// [workload]
/// orders 20
/// only orders 7
///
/// [faults]
/// duplicate group:user.commands~user --every 2
/// ```
final class RunText {
    private static final String WORKLOAD = "[workload]";
    private static final String FAULTS = "[faults]";
    private static final List<String> WORDS =
            List.of("seed", "variant", "violation", WORKLOAD, FAULTS);

    private final Set<Variant> variants = new TreeSet<>();
    private final StringBuilder workload = new StringBuilder();
    private final StringBuilder faults = new StringBuilder();
    private Optional<Long> seed = Optional.empty();
    private Optional<String> violation = Optional.empty();
    private String section = "";
    private int line;

    private RunText() {}

    static SavedRun parse(String text) {
        var reading = new RunText();
        text.lines().forEach(reading::read);
        return reading.run();
    }

    private SavedRun run() {
        var asked = Workload.parse(workload.toString());
        return new SavedRun(
                new Trial(
                        seed.orElseThrow(() -> new TextRefused("expected seed NUMBER, found none")),
                        asked,
                        FaultSource.parse(faults.toString(), asked.scale()).of(0),
                        variants),
                violation.orElseThrow(
                        () -> new TextRefused("expected violation SENTENCE, found none")));
    }

    /// What belongs to a section is read by others, who count the lines of the whole file.
    private void read(String text) {
        line++;
        boolean isHeading = WORKLOAD.equals(text.strip()) || FAULTS.equals(text.strip());
        workload.append(!isHeading && section.equals(WORKLOAD) ? text : "").append('\n');
        faults.append(!isHeading && section.equals(FAULTS) ? text : "").append('\n');
        if (isHeading) {
            section = text.strip();
        } else if (section.isEmpty()) {
            readHead(text.replaceFirst("^\\s*#.*", "").strip());
        }
    }

    private void readHead(String text) {
        if (text.isEmpty()) {
            return;
        }
        var words = text.split("\\s+", 2);
        var value = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "seed" -> seed = Optional.of(seed(value));
            case "variant" -> variants.add(variant(value));
            case "violation" -> violation = Optional.of(value);
            default -> throw refused("one of " + WORDS, words[0], WORDS);
        }
    }

    private long seed(String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw refused("a whole number of at most 18 digits", text, List.of());
        }
        return Long.parseLong(text);
    }

    private Variant variant(String text) {
        var words = Arrays.stream(Variant.values()).map(Variant::word).toList();
        return Variant.of(text).orElseThrow(() -> refused("one of " + words, text, words));
    }

    private TextRefused refused(String expected, String found, List<String> words) {
        var nearest =
                Words.nearest(found, words).map(", did you mean \"%s\"?"::formatted).orElse("");
        return new TextRefused(
                line, "expected %s, found %s%s".formatted(expected, Words.quoted(found), nearest));
    }

    static String write(SavedRun run) {
        var lines = new ArrayList<String>();
        lines.add("# A run that breaks an invariant. To see it: ./run.sh replay FILE");
        lines.add("seed " + run.trial().seed());
        run.trial().variants().forEach(variant -> lines.add("variant " + variant));
        lines.add("violation " + run.invariant());
        lines.add("");
        lines.add(WORKLOAD);
        lines.add(run.trial().workload().text());
        lines.add(FAULTS);
        return String.join("\n", lines) + "\n" + PlanText.format(run.trial().faults());
    }
}
