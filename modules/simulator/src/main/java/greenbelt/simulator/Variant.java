package greenbelt.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A mistake that people make when they build such a system, to be switched on: each is one other argument in
/// [Recipe].
public enum Variant {
    /// Consumers do not remember what they have handled.
    NO_INBOX("messages that are delivered twice are handled twice"),
    /// Services write to their database, then publish, with nothing that ties the two together.
    NO_OUTBOX("a crash between the commit and the publishing loses the message"),
    /// Calls are made again with a new identity.
    RETRY_WITHOUT_IDEMPOTENCY("a call whose answer was lost is carried out twice"),
    /// The relay publishes events that are not durable yet.
    READ_PAST_DURABLE("a crash forgets an event that others have heard of"),
    /// What was set aside is not given back when a later step fails.
    COMPENSATION_FORGOTTEN("credit or goods of a rejected order stay set aside"),
    /// An answer is overdue before it can be there.
    TIMEOUT_TOO_SHORT("orders are given up while everything works");

    private final String consequence;

    Variant(String consequence) {
        this.consequence = consequence;
    }

    /// The variant with this word, such as `no-inbox`.
    public static Optional<Variant> of(String word) {
        return Arrays.stream(values()).filter(variant -> variant.word().equals(word)).findFirst();
    }

    /// Its name in commands, such as `no-inbox`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What comes of it, a sentence without a full stop.
    public String consequence() {
        return consequence;
    }

    @Override
    public String toString() {
        return word();
    }
}
