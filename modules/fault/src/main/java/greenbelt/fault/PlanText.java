package greenbelt.fault;

import static java.util.stream.Collectors.joining;

import greenbelt.world.Durations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Fault plans as text: one fault a line, `#` begins a comment, and the words are those of the command `fault add`.
///
/// ```
/// # the inventory service answers, and one answer in five is lost
/// reply-lost order->inventory --probability 0.2 --until 10s --name flaky
/// crash order-1 --from 5s --delay 500ms
/// ```
///
/// What is written and read again is the same plan.
public final class PlanText {
    /// The most faults in a plan.
    public static final int MAX_FAULTS = 1_000;

    private PlanText() {}

    /// Reads a plan; all of it or, when anything is wrong, nothing. Throws [PlanRejected].
    ///
    /// @param landscape what can be struck
    public static FaultPlan parse(String text, Landscape landscape) {
        var lines = text.lines().toList();
        var faults = new ArrayList<Fault>();
        var lineOf = new ArrayList<Integer>();
        for (int i = 0; i < lines.size(); i++) {
            var words = words(lines.get(i));
            if (!words.isEmpty()) {
                faults.add(fault(words, landscape, faults, i + 1));
                lineOf.add(i + 1);
                mustFit(faults, lineOf);
            }
        }
        return new FaultPlan(faults);
    }

    private static Fault fault(
            List<String> words, Landscape landscape, List<Fault> before, int line) {
        try {
            return fault(words, landscape, before);
        } catch (PlanRejected rejected) {
            throw rejected.in(line);
        }
    }

    private static void mustFit(List<Fault> faults, List<Integer> lineOf) {
        if (faults.size() > MAX_FAULTS) {
            throw new PlanRejected("expected at most " + MAX_FAULTS + " faults, found more")
                    .in(lineOf.getLast());
        }
        FaultPlan.contradiction(faults)
                .ifPresent(found -> {
                    throw new PlanRejected(
                                    "%s; the other one is in line %d"
                                            .formatted(found.sentence(), lineOf.get(found.first())))
                            .in(lineOf.get(found.second()));
                });
    }

    private static List<String> words(String line) {
        int comment = line.indexOf('#');
        var content = comment < 0 ? line : line.substring(0, comment);
        return Arrays.stream(content.strip().split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /// Reads one fault, as a line of a plan or the words behind `fault add` have it. Throws [PlanRejected].
    ///
    /// @param before the faults that there are already: who has no name gets the first one that is free
    public static Fault fault(List<String> words, Landscape landscape, List<Fault> before) {
        return new FaultWords(landscape, before).read(words);
    }

    /// Writes a plan, a line for each fault.
    public static String format(FaultPlan plan) {
        return plan.faults().stream().map(fault -> format(fault) + "\n").collect(joining());
    }

    /// Writes a fault as one line, without a line feed.
    public static String format(Fault fault) {
        var amount = fault.amount();
        return Stream.of(
                        fault.kind().word(),
                        fault.target().toString(),
                        fault.rate().toString(),
                        fault.window().toString(),
                        amount.delay().map(delay -> "--delay " + delay).orElse(""),
                        amount.skew().map(skew -> "--skew " + Durations.format(skew)).orElse(""),
                        amount.status().map(status -> "--status " + status).orElse(""),
                        "--name " + fault.name())
                .filter(part -> !part.isEmpty())
                .collect(joining(" "));
    }
}
