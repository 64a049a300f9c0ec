package greenbelt.bus;

import java.util.regex.Pattern;

/// Consumers that share one position in a topic: each message is handled by one of them.
///
/// @param name lower-case letters, digits, dots and dashes, 1 to 60 characters
public record Group(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,59}");

    public Group {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a group is 1 to 60 lower-case letters, digits, dots and dashes, was \""
                            + name
                            + "\"");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
