package greenbelt.view;

import greenbelt.world.Durations;
import java.time.Duration;

/// What there is to draw on.
///
/// @param width how many character cells fit on a line, at least [#LEAST_WIDTH]
/// @param ascii whether only ASCII can be shown
public record Page(int width, boolean ascii) {
    /// The narrowest page, in character cells.
    public static final int LEAST_WIDTH = 40;

    public Page {
        if (width < LEAST_WIDTH) {
            throw new IllegalArgumentException(
                    "width must be >= " + LEAST_WIDTH + ", was " + width);
        }
    }

    public static Page unicode(int width) {
        return new Page(width, false);
    }

    public static Page ascii(int width) {
        return new Page(width, true);
    }

    String choose(String unicode, String plain) {
        return ascii ? plain : unicode;
    }

    String ellipsis() {
        return choose("…", "..");
    }

    /// A duration for people.
    String duration(Duration duration) {
        var text = Durations.rounded(duration);
        return ascii ? text.replace('µ', 'u') : text;
    }
}
