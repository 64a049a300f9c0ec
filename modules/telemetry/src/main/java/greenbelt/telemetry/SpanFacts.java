package greenbelt.telemetry;

import greenbelt.telemetry.TraceDiff.Change;
import greenbelt.world.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What is to be known of a span apart from its time, in a form in which two runs can be compared.
final class SpanFacts {
    /// UUIDs, trace ids and span ids: drawn anew in each run, they say nothing about what was done.
    private static final Pattern ID =
            Pattern.compile(
                    "\\b(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-9a-f]{16})\\b");

    private SpanFacts() {}

    static List<Change> changes(Span first, Span second) {
        var ones = facts(first);
        var others = facts(second);
        var names = new TreeSet<>(ones.keySet());
        names.addAll(others.keySet());
        var changes = new ArrayList<Change>();
        for (var name : names) {
            var one = Optional.ofNullable(ones.get(name));
            var other = Optional.ofNullable(others.get(name));
            if (!one.equals(other)) {
                changes.add(new Change(name, one, other));
            }
        }
        return changes;
    }

    private static SortedMap<String, String> facts(Span span) {
        var facts = new TreeMap<String, String>();
        span.attributes()
                .forEach((key, value) -> facts.put(key, ID.matcher(value).replaceAll("ID")));
        facts.put("node", span.node());
        facts.put("status", span.status().name().toLowerCase(Locale.ROOT));
        if (!span.links().isEmpty()) {
            facts.put("links", Integer.toString(span.links().size()));
        }
        for (int i = 0; i < span.events().size(); i++) {
            var event = span.events().get(i);
            facts.put("event " + (i + 1), words(event));
            facts.put("event %d after".formatted(i + 1), after(span, event));
        }
        return facts;
    }

    /// Without what fills pages.
    private static String words(Span.Event event) {
        var attributes = new TreeMap<>(event.attributes());
        attributes.remove("exception.stacktrace");
        var text = attributes.isEmpty() ? event.name() : event.name() + " " + attributes;
        return ID.matcher(text).replaceAll("ID");
    }

    private static String after(Span span, Span.Event event) {
        return Durations.format(Duration.between(span.start(), event.at()));
    }
}
