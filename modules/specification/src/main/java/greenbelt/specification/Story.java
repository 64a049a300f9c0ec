package greenbelt.specification;

import greenbelt.specification.Outcome.Happened;
import greenbelt.specification.Outcome.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A decider in the middle of a story: what has happened, and what came of the last command. Never changed.
///
/// @param told the story so far, for whoever must find out where it went wrong
/// @param past every event so far
/// @param last what came of the last command; empty before the first
record Story<S, C, E>(
        Decider<S, C, E> decider,
        S state,
        List<String> told,
        List<E> past,
        Optional<Outcome<E>> last) {
    private static final int WORD = 10;

    Story {
        told = List.copyOf(told);
        past = List.copyOf(past);
    }

    static <S, C, E> Story<S, C, E> of(Decider<S, C, E> decider) {
        return new Story<>(decider, decider.initial(), List.of(), List.of(), Optional.empty());
    }

    /// The story after these events, which must be possible one after another.
    Story<S, C, E> given(List<E> events) {
        return telling(lines("given", events)).after(events);
    }

    /// The story after what the decider makes of `command`. A refusal changes nothing.
    ///
    /// @param word what the command is called here, such as `when`
    Story<S, C, E> hearing(String word, C command) {
        var asked = telling(lines(word, List.of(command)));
        var outcome = asked.decide(command);
        var done =
                switch (outcome) {
                    case Happened<E>(var events) -> asked.after(events);
                    case Refused<E> refused -> asked;
                };
        return new Story<>(decider, done.state, asked.told, done.past, Optional.of(outcome));
    }

    private Outcome<E> decide(C command) {
        Optional<Outcome<E>> outcome;
        try {
            outcome = Optional.ofNullable(decider.decide().apply(state, command));
        } catch (RuntimeException failure) {
            throw broken(lines("found", List.of(failure)), failure);
        }
        return outcome.orElseThrow(() -> wrong(List.of("a decision"), List.of("null")));
    }

    private Story<S, C, E> after(List<E> events) {
        var now = state;
        var happened = new ArrayList<>(past);
        for (var event : events) {
            try {
                now = decider.evolve().apply(now, event);
            } catch (RuntimeException impossible) {
                throw broken(
                        List.of(
                                line("found", event + ", which cannot happen now:"),
                                line("", impossible)),
                        impossible);
            }
            happened.add(event);
        }
        return new Story<>(decider, now, told, happened, last);
    }

    private Story<S, C, E> telling(List<String> lines) {
        var longer = new ArrayList<>(told);
        longer.addAll(lines);
        return new Story<>(decider, state, longer, past, last);
    }

    /// What came of the last command. One that was refused when nobody expected it is a failure.
    ///
    /// @param expected what somebody expects instead of a refusal
    List<E> happened(List<?> expected) {
        return switch (last.orElseThrow()) {
            case Happened<E>(var events) -> events;
            case Refused<E>(var reason) -> throw wrong(expected, List.of(refusal(reason)));
        };
    }

    /// Fails unless both are the same, in the same order.
    void expect(List<?> expected, List<?> found) {
        if (!expected.equals(found)) {
            throw wrong(expected, found);
        }
    }

    static String refusal(String reason) {
        return "a refusal: " + reason;
    }

    static List<?> words(Outcome<?> outcome) {
        return switch (outcome) {
            case Happened<?>(var events) -> events;
            case Refused<?>(var reason) -> List.of(refusal(reason));
        };
    }

    /// The failure that says what was expected and what was found, after the whole story.
    AssertionError wrong(List<?> expected, List<?> found) {
        var end = new ArrayList<>(lines("expected", expected));
        end.addAll(lines("found", found));
        return broken(end, null);
    }

    private AssertionError broken(List<String> end, @Nullable Throwable cause) {
        var all = new ArrayList<>(told);
        all.addAll(end);
        return new AssertionError("\n" + String.join("\n", all), cause);
    }

    private static List<String> lines(String word, List<?> values) {
        var lines = new ArrayList<String>();
        for (var value : values) {
            lines.add(line(lines.isEmpty() ? word : "", value));
        }
        return lines.isEmpty() ? List.of(line(word, "nothing")) : lines;
    }

    private static String line(String word, Object value) {
        return word + " ".repeat(WORD - word.length()) + value;
    }
}
