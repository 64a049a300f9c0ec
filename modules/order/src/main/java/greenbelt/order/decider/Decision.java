package greenbelt.order.decider;

import java.util.List;

/// What a command leads to.
public sealed interface Decision {
    /// These events happen; none when the command changes nothing, as a repeated one does.
    record Accepted(List<OrderEvent> events) implements Decision {
        public Accepted {
            events = List.copyOf(events);
        }
    }

    /// The command is against the rules.
    ///
    /// @param reason a sentence for whoever asked
    record Refused(String reason) implements Decision {}
}
