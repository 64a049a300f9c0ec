package greenbelt.command;

import java.util.Locale;

/// How values are said in a sentence.
public final class Spoken {
    private Spoken() {}

    /// A constant in words: `READ_ONLY` is "read only".
    public static String inWords(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
