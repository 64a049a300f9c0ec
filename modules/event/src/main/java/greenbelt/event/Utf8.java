package greenbelt.event;

/// How long texts are in UTF-8, without writing them down.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc3629">RFC 3629</a>
public final class Utf8 {
    /// The most bytes that one `char` takes; half a surrogate pair takes less.
    public static final int MAX_BYTES_PER_CHARACTER = 3;

    private Utf8() {}

    /// How many bytes the text takes. A surrogate without its other half, which UTF-8 cannot say, counts as half a pair: two.
    public static long bytes(String text) {
        long bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each >= 0x80) {
                bytes += each < 0x800 || Character.isSurrogate(each) ? 1 : 2;
            }
        }
        return bytes;
    }

    /// Whether the text takes more than `most` bytes. Looks at its characters only when their number leaves that open.
    public static boolean isLonger(String text, long most) {
        return text.length() > most / MAX_BYTES_PER_CHARACTER && bytes(text) > most;
    }
}
