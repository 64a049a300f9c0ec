package greenbelt.simulator;

import static java.util.stream.Collectors.joining;

import greenbelt.fault.Fault;
import greenbelt.json.Json;
import greenbelt.json.JsonValue;
import greenbelt.world.Durations;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The question what would have become of everything, had one thing been otherwise.
///
/// @param position up to which event of the log the past is taken
/// @param change what is otherwise
/// @param seed what the scratch worlds are drawn from
/// @param atMost how long both go on with the faults that are on, if no order ends sooner, and how long without
public record Fork(long position, Change change, long seed, Duration atMost) {
    /// How long a past is driven on, unless somebody says otherwise.
    public static final Duration USUAL = Duration.ofDays(2);

    /// The longest that a past is driven on.
    public static final Duration LONGEST = Duration.ofDays(30);

    public Fork {
        if (atMost.isNegative() || atMost.isZero() || atMost.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "atMost must be more than 0s and at most %s, was %s"
                            .formatted(Durations.format(LONGEST), Durations.format(atMost)));
        }
    }

    /// The one thing that is otherwise.
    public sealed interface Change {
        /// An event has not happened.
        record DropEvent(long position) implements Change {}

        /// An event says something else.
        ///
        /// @param fields new values of some of its fields, at least one
        record ChangeEvent(long position, SequencedMap<String, JsonValue> fields)
                implements Change {
            public ChangeEvent {
                fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
                if (fields.isEmpty()) {
                    throw new IllegalArgumentException("fields must be >= 1, was 0");
                }
            }

            /// What it says, such as `reason="late"`.
            String inWords() {
                return fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + Json.write(field.getValue()))
                        .collect(joining(", "));
            }
        }

        /// A fault that was on is not.
        record DropFault(String name) implements Change {}

        /// A fault is on, instead of the one of its name if there is one.
        record PutFault(Fault fault) implements Change {}
    }
}
