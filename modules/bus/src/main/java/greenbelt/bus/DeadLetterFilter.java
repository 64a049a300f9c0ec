package greenbelt.bus;

import greenbelt.bus.Bus.DeadLetter;
import java.util.Optional;

/// Which dead letters are meant: those of which everything is true that is given here.
///
/// @param position in the topic
/// @param id of the message
/// @param key of the message
/// @param type of the message
/// @param error what the error contains
public record DeadLetterFilter(
        Optional<Long> position,
        Optional<String> id,
        Optional<String> key,
        Optional<String> type,
        Optional<String> error) {
    /// Every dead letter.
    public static final DeadLetterFilter ALL =
            new DeadLetterFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());

    /// The one at this position.
    public static DeadLetterFilter at(long position) {
        return new DeadLetterFilter(Optional.of(position), ALL.id, ALL.key, ALL.type, ALL.error);
    }

    /// Those of this key.
    public static DeadLetterFilter ofKey(String key) {
        return new DeadLetterFilter(ALL.position, ALL.id, Optional.of(key), ALL.type, ALL.error);
    }

    /// Whether this letter is meant.
    public boolean matches(DeadLetter letter) {
        var message = letter.message();
        return position.filter(wanted -> wanted != letter.position()).isEmpty()
                && id.filter(wanted -> !wanted.equals(message.id().value())).isEmpty()
                && key.filter(wanted -> !wanted.equals(message.subject())).isEmpty()
                && type.filter(wanted -> !wanted.equals(message.type())).isEmpty()
                && error.filter(wanted -> !letter.error().contains(wanted)).isEmpty();
    }
}
