package greenbelt.view;

import greenbelt.telemetry.Span;
import greenbelt.telemetry.SpanKind;
import greenbelt.telemetry.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What befell one thing, whoever did it, on one axis of time.
///
/// @param start the first moment
/// @param duration from it to the end of the last
/// @param moments in the order of time
public record Timeline(Instant start, Duration duration, List<Moment> moments) {
    /// What kind of thing happened.
    public enum Lane {
        HTTP,
        BUS,
        DATABASE,
        EVENT,
        PROJECTION,
        OTHER
    }

    /// Something that happened.
    ///
    /// @param took how long; empty when it has not ended
    /// @param who the service that did it
    /// @param problem what went wrong, in a word
    public record Moment(
            Lane lane,
            Instant at,
            Optional<Duration> took,
            String who,
            String what,
            Optional<String> problem) {}

    public Timeline {
        moments = List.copyOf(moments);
    }

    /// What these traces tell, with other moments between.
    public static Timeline of(Collection<Trace> traces, Collection<Moment> others) {
        var moments = new ArrayList<>(others);
        for (var trace : traces) {
            trace.spans().forEach(span -> moments.add(moment(span)));
        }
        moments.sort(Comparator.comparing(Moment::at));
        if (moments.isEmpty()) {
            return new Timeline(Instant.EPOCH, Duration.ZERO, List.of());
        }
        var start = moments.getFirst().at();
        var end =
                moments.stream()
                        .map(moment -> moment.at().plus(moment.took().orElse(Duration.ZERO)))
                        .max(Comparator.naturalOrder())
                        .orElse(start);
        return new Timeline(start, Duration.between(start, end), moments);
    }

    private static Moment moment(Span span) {
        return new Moment(
                lane(span),
                span.start(),
                span.end().map(_ -> span.duration()),
                span.service(),
                Labels.operation(span),
                Labels.problem(span));
    }

    private static Lane lane(Span span) {
        if (span.attribute("db.system.name").isPresent()) {
            return Lane.DATABASE;
        }
        if (span.attribute("messaging.consumer.group.name")
                .filter("projections"::equals)
                .isPresent()) {
            return Lane.PROJECTION;
        }
        if (span.kind() == SpanKind.PRODUCER || span.kind() == SpanKind.CONSUMER) {
            return Lane.BUS;
        }
        boolean isRequest =
                span.kind() == SpanKind.SERVER || span.attribute("http.request.method").isPresent();
        return isRequest ? Lane.HTTP : Lane.OTHER;
    }

    /// Draws a line for each moment, no line wider than the page: when, what kind, who, what, and a bar.
    public String draw(Page page) {
        if (moments.isEmpty()) {
            return "nothing is known of it any more\n";
        }
        int bars = Math.max(10, page.width() / 4);
        var drawn = new StringBuilder();
        for (var moment : moments) {
            var before =
                    "+%-9s %-10s %-10s "
                            .formatted(
                                    page.duration(Duration.between(start, moment.at())),
                                    moment.lane().name().toLowerCase(Locale.ROOT),
                                    Glyphs.fit(moment.who(), 10, page));
            int room = Math.max(8, page.width() - before.length() - bars - 2);
            var what = moment.problem().map(it -> it + ": " + moment.what()).orElse(moment.what());
            var text = Glyphs.padRight(Glyphs.fit(Glyphs.printable(what, page), room, page), room);
            drawn.append(page.paint(tone(moment), before + text))
                    .append("  ")
                    .append(bar(moment, bars, page))
                    .append('\n');
        }
        return drawn.toString();
    }

    private static Tone tone(Moment moment) {
        if (moment.problem().isPresent()) {
            return Tone.BAD;
        }
        return switch (moment.lane()) {
            case HTTP -> Tone.SYNC;
            case BUS -> Tone.ASYNC;
            case EVENT -> Tone.STRONG;
            case DATABASE, PROJECTION, OTHER -> Tone.FAINT;
        };
    }

    private String bar(Moment moment, int width, Page page) {
        double cells = width / (double) Math.max(1, duration.toNanos());
        int first =
                Math.min((int) (Duration.between(start, moment.at()).toNanos() * cells), width - 1);
        int length =
                moment.took()
                        .map(took -> Math.max(1, (int) Math.round(took.toNanos() * cells)))
                        .orElse(width - first);
        var stroke =
                moment.lane() == Lane.EVENT
                        ? page.choose("◆", "*")
                        : moment.took().isEmpty() ? page.choose("░", ".") : page.choose("█", "#");
        return " ".repeat(first) + stroke.repeat(Math.clamp(length, 1, width - first));
    }
}
