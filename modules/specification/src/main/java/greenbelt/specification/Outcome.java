package greenbelt.specification;

import java.util.List;

/// What comes of a command.
///
/// @param <E> the events
public sealed interface Outcome<E> {
    /// These events happen; none when the command changes nothing.
    record Happened<E>(List<E> events) implements Outcome<E> {
        public Happened {
            events = List.copyOf(events);
        }
    }

    /// The command is against the rules.
    ///
    /// @param reason a sentence for whoever asked
    record Refused<E>(String reason) implements Outcome<E> {}
}
