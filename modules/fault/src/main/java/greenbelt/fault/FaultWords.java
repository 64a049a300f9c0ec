package greenbelt.fault;

import greenbelt.fault.Fault.Amount;
import greenbelt.http.Response;
import greenbelt.json.Words;
import greenbelt.world.Durations;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads the words of one fault: kind, target, options. Throws [PlanRejected] at the first that makes no sense.
final class FaultWords {
    private static final String DELAY_FORM =
            "a delay such as 20ms, 10ms..50ms, ~20ms (a mean) or 20ms+-5ms";

    private static final List<String> OPTIONS =
            List.of(
                    "--probability",
                    "--every",
                    "--from",
                    "--until",
                    "--for",
                    "--delay",
                    "--skew",
                    "--status",
                    "--name");

    private final Landscape landscape;
    private final List<Fault> before;
    private final Map<String, String> options = new TreeMap<>();

    FaultWords(Landscape landscape, List<Fault> before) {
        this.landscape = landscape;
        this.before = List.copyOf(before);
    }

    Fault read(List<String> words) {
        if (words.size() < 2) {
            throw rejected("a kind of fault and its target", String.join(" ", words));
        }
        var kind =
                FaultKind.of(words.get(0))
                        .orElseThrow(
                                () -> rejected("a kind of fault", words.get(0), FaultKind.words()));
        var target = target(kind, words.get(1));
        takeOptions(words.subList(2, words.size()));
        var rate = rate();
        var window = window();
        var amount = new Amount(delay(), duration("--skew"), status());
        try {
            return new Fault(name(kind), kind, target, rate, window, amount);
        } catch (IllegalArgumentException misfit) {
            throw PlanRejected.because(misfit);
        }
    }

    private Target target(FaultKind kind, String text) {
        return landscape
                .find(kind, text)
                .orElseThrow(() -> {
                    var names = landscape.targets(kind).stream().map(Target::toString).toList();
                    var wanted = text.replace("→", "->").replace("↔", "<->");
                    var bare =
                            landscape.targets(kind).stream()
                                    .filter(target ->
                                            Words.nearest(wanted, List.of(target.name()))
                                                    .isPresent())
                                    .map(Target::name)
                                    .toList();
                    int colon = wanted.indexOf(':') + 1;
                    var alike =
                            names.stream()
                                    .filter(one -> one.startsWith(wanted.substring(0, colon)))
                                    .toList();
                    return rejected(
                            "a target of %s (%s)"
                                    .formatted(kind, shortened(alike.isEmpty() ? names : alike)),
                            wanted,
                            bare.isEmpty() ? names : bare);
                });
    }

    private static String shortened(List<String> names) {
        int shown = Math.min(names.size(), 6);
        return String.join(", ", names.subList(0, shown)) + (names.size() > shown ? ", …" : "");
    }

    private void takeOptions(List<String> words) {
        for (int i = 0; i < words.size(); i += 2) {
            var option = words.get(i);
            if (!OPTIONS.contains(option)) {
                throw rejected("an option (" + String.join(", ", OPTIONS) + ")", option, OPTIONS);
            }
            if (i + 1 == words.size()) {
                throw new PlanRejected("expected a value after " + option + ", found none");
            }
            if (options.put(option, words.get(i + 1)) != null) {
                throw new PlanRejected("expected " + option + " once, found it twice");
            }
        }
        notBoth("--probability", "--every");
        notBoth("--until", "--for");
    }

    private void notBoth(String one, String other) {
        if (options.containsKey(one) && options.containsKey(other)) {
            throw new PlanRejected("expected %s or %s, found both".formatted(one, other));
        }
    }

    private Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    private Rate rate() {
        return option("--probability")
                .map(FaultWords::probability)
                .or(() -> option("--every").map(FaultWords::everyNth))
                .orElse(Rate.ALWAYS);
    }

    private static Rate probability(String text) {
        if (text.matches("[0-9]{1,9}(\\.[0-9]{1,400})?|\\.[0-9]{1,400}")) {
            double value = Double.parseDouble(text);
            if (value <= 1) {
                return new Rate.Probability(value);
            }
        }
        throw rejected("a probability from 0 to 1", text);
    }

    private static Rate everyNth(String text) {
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) >= 1) {
            return new Rate.EveryNth(Integer.parseInt(text));
        }
        throw rejected("a whole number from 1 behind --every", text);
    }

    private Window window() {
        var from = duration("--from").orElse(Duration.ZERO);
        var until = duration("--until").or(() -> duration("--for").map(from::plus));
        try {
            return new Window(from, until);
        } catch (IllegalArgumentException misfit) {
            throw PlanRejected.because(misfit);
        }
    }

    private Optional<Duration> duration(String name) {
        return option(name)
                .map(text ->
                        Durations.parse(text)
                                .orElseThrow(() ->
                                        rejectedLength(Durations.FORM + ", behind " + name, text)));
    }

    private Optional<Delay> delay() {
        return option("--delay").map(FaultWords::delay);
    }

    private static Delay delay(String text) {
        try {
            return parse(text).orElseThrow(() -> rejectedLength(DELAY_FORM, text));
        } catch (IllegalArgumentException misfit) {
            throw PlanRejected.because(misfit);
        }
    }

    private static Optional<Delay> parse(String text) {
        if (text.startsWith("~")) {
            return Durations.parse(text.substring(1)).map(Delay.Exponential::new);
        }
        int range = text.indexOf("..");
        if (range >= 0) {
            var least = Durations.parse(text.substring(0, range));
            var most = Durations.parse(text.substring(range + 2));
            return least.flatMap(from -> most.map(to -> new Delay.Uniform(from, to)));
        }
        int jitter = text.indexOf("+-");
        if (jitter >= 0) {
            var middle = Durations.parse(text.substring(0, jitter));
            var reach = Durations.parse(text.substring(jitter + 2));
            return middle.flatMap(at -> reach.map(by -> new Delay.Jittered(at, by)));
        }
        return Durations.parse(text).map(Delay.Constant::new);
    }

    private Optional<Integer> status() {
        return option("--status")
                .map(text -> {
                    if (!text.matches("[0-9]{3}") || !Response.saysLater(Integer.parseInt(text))) {
                        throw rejected("a status of " + Fault.STATUSES, text);
                    }
                    return Integer.valueOf(text);
                });
    }

    private String name(FaultKind kind) {
        return option("--name")
                .map(name -> {
                    if (!Fault.NAME.matcher(name).matches()) {
                        throw rejected(
                                "a name of 1 to 60 lower-case letters, digits, dots and dashes",
                                name);
                    }
                    return name;
                })
                .orElseGet(() -> freeName(kind));
    }

    private String freeName(FaultKind kind) {
        var taken = before.stream().map(Fault::name).toList();
        int n = 1;
        while (taken.contains(kind.word() + "-" + n)) {
            n++;
        }
        return kind.word() + "-" + n;
    }

    private static PlanRejected rejectedLength(String expected, String found) {
        return rejected(expected, found, Durations.meant(found));
    }

    private static PlanRejected rejected(String expected, String found) {
        return rejected(expected, found, Optional.empty());
    }

    private static PlanRejected rejected(String expected, String found, Collection<String> words) {
        return rejected(expected, found, Words.nearest(found, words));
    }

    private static PlanRejected rejected(String expected, String found, Optional<String> nearest) {
        return new PlanRejected(
                "expected %s, found %s.%s"
                        .formatted(
                                expected,
                                Words.quoted(found),
                                nearest.map(" Did you mean \"%s\"?"::formatted).orElse("")));
    }
}
