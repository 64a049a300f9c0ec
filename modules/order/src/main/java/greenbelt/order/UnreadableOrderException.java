package greenbelt.order;

import greenbelt.order.decider.BrokenOrderException;

/// An order of which nobody can say what it is, because an event of it cannot be read, or cannot have happened.
///
/// Its message is a sentence for people: which order, which event, what is wrong with it, and what to do.
public final class UnreadableOrderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// @param order as somebody has named it
    UnreadableOrderException(String order, BrokenOrderException broken) {
        super(
                "nobody can say what %s is: %s; look at it: events %s --json; it can be told again with a release that reads this event, or when the event store is mended"
                        .formatted(order, broken.reason(), order),
                broken);
    }
}
