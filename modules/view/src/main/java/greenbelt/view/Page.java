package greenbelt.view;

import greenbelt.world.Durations;
import java.time.Duration;

/// What there is to draw on.
///
/// @param width how many character cells fit on a line, at least [#LEAST_WIDTH]
/// @param ascii whether only ASCII can be shown
/// @param coloured whether colours can be shown, and are wanted
public record Page(int width, boolean ascii, boolean coloured) {
    /// The narrowest page, in character cells.
    public static final int LEAST_WIDTH = 40;

    public Page {
        if (width < LEAST_WIDTH) {
            throw new IllegalArgumentException(
                    "width must be >= " + LEAST_WIDTH + ", was " + width);
        }
    }

    public static Page unicode(int width) {
        return new Page(width, false, false);
    }

    public static Page ascii(int width) {
        return new Page(width, true, false);
    }

    /// This page with colours.
    public Page inColour() {
        return new Page(width, ascii, true);
    }

    /// The text in a colour, where there are colours. It must be as wide as it is to be: nothing fits it in afterwards.
    public String paint(Tone tone, String text) {
        return coloured ? tone.paint(text) : text;
    }

    /// The text on one line of the page, without what would steer a terminal; what does not fit is cut off.
    public String line(String text) {
        return Glyphs.fit(Glyphs.printable(text, this), width, this);
    }

    String choose(String unicode, String plain) {
        return ascii ? plain : unicode;
    }

    String ellipsis() {
        return choose("…", "..");
    }

    /// A duration for people.
    public String duration(Duration duration) {
        var text = Durations.rounded(duration);
        return ascii ? text.replace('µ', 'u') : text;
    }
}
