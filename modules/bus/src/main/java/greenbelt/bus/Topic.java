package greenbelt.bus;

import java.util.regex.Pattern;

/// A named, ordered log of messages.
///
/// @param name lower-case letters, digits, dots and dashes, 1 to 60 characters
public record Topic(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,59}");

    public Topic {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a topic is 1 to 60 lower-case letters, digits, dots and dashes, was \""
                            + name
                            + "\"");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
