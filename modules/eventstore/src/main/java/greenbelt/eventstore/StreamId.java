package greenbelt.eventstore;

/// Names a stream: the events of one thing, such as one order.
///
/// @param value 1 to 100 characters
public record StreamId(String value) {
    /// The longest name, in characters.
    public static final int MAX_LENGTH = 100;

    public StreamId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a stream id has 1 to " + MAX_LENGTH + " characters, was \"" + value + "\"");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
