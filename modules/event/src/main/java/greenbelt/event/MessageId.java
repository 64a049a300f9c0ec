package greenbelt.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;

/// Identifies one message or event; two messages with the same id are the same message.
///
/// @param value 1 to 100 characters
public record MessageId(String value) {
    /// The longest id, in characters.
    public static final int MAX_LENGTH = 100;

    public MessageId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a message id has 1 to " + MAX_LENGTH + " characters, was \"" + value + "\"");
        }
    }

    public static MessageId of(UUID id) {
        return new MessageId(id.toString());
    }

    /// The id that follows from a name: the same name gives the same id, so that sending again is recognised.
    public static MessageId derivedFrom(String name) {
        return of(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)));
    }

    @Override
    public String toString() {
        return value;
    }
}
