package greenbelt.gateway.routing;

import java.util.Locale;

/// Which hosts a route is for: a name, or `*.` and a name for all below it. Ports do not count.
///
/// @param text in lower case
public record Host(String text) {
    private static final String BELOW = "*.";

    public Host {
        var name = text.startsWith(BELOW) ? text.substring(BELOW.length()) : text;
        if (!name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]+]")) {
            throw new IllegalArgumentException(
                    "host must be a name in lower case, such as example.org or *.example.org, was \"%s\""
                            .formatted(text));
        }
    }

    /// The name in a `host` header, without the port.
    static String name(String header) {
        int end = header.startsWith("[") ? header.indexOf(']') + 1 : header.indexOf(':');
        return (end <= 0 ? header : header.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    private boolean isBelow() {
        return text.startsWith(BELOW);
    }

    boolean takes(String name) {
        return isBelow() ? name.endsWith(text.substring(1)) : text.equals(name);
    }

    boolean covers(Host other) {
        return text.equals(other.text) || (isBelow() && other.text.endsWith(text.substring(1)));
    }

    boolean overlaps(Host other) {
        return covers(other) || other.covers(this);
    }

    int narrowness() {
        return isBelow() ? text.split("\\.", -1).length : 100;
    }
}
