package greenbelt.view;

/// How wide texts are on a terminal, in character cells, and texts made to fit.
///
/// @see <a href="https://www.unicode.org/reports/tr11/">Unicode Annex 11, East Asian Width</a>
final class Glyphs {
    /// First and last code points of the ranges that take two cells.
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xA000,
        0xA4CF, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F, 0xFF00, 0xFF60, 0xFFE0, 0xFFE6,
        0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF, 0x20000, 0x3FFFD
    };

    private Glyphs() {}

    static int width(String text) {
        return text.codePoints().map(Glyphs::width).sum();
    }

    private static int width(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(codePoint) ? 2 : 1;
        };
    }

    private static boolean isWide(int codePoint) {
        for (int i = 0; i < WIDE.length; i += 2) {
            if (codePoint >= WIDE[i] && codePoint <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /// The text on one line, without anything that would steer a terminal, and in ASCII if the page has no more.
    static String printable(String text, Page page) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(codePoint -> {
                    if (codePoint == '\n' || codePoint == '\t') {
                        clean.append(' ');
                    } else if (Character.isISOControl(codePoint)) {
                        clean.append('?');
                    } else if (page.ascii() && codePoint > '~') {
                        clean.append(inAscii(codePoint));
                    } else {
                        clean.appendCodePoint(codePoint);
                    }
                });
        return clean.toString();
    }

    private static String inAscii(int codePoint) {
        return switch (codePoint) {
            case '→' -> "->";
            case '…' -> "..";
            case '–', '—' -> "-";
            case '·' -> "-";
            case 'µ' -> "u";
            default -> "?";
        };
    }

    /// The text in at most `cells` cells; what is cut off is replaced by an ellipsis.
    static String fit(String text, int cells, Page page) {
        if (width(text) <= cells) {
            return text;
        }
        var ellipsis = page.ellipsis();
        int room = cells - ellipsis.length();
        var kept = new StringBuilder();
        int taken = 0;
        for (int codePoint : text.codePoints().toArray()) {
            taken += width(codePoint);
            if (taken > room) {
                break;
            }
            kept.appendCodePoint(codePoint);
        }
        return kept.append(ellipsis).toString();
    }

    static String padRight(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - width(text)));
    }

    static String padLeft(String text, int cells) {
        return " ".repeat(Math.max(0, cells - width(text))) + text;
    }
}
