package greenbelt.view;

import java.util.List;

/// A window on lines that has a cursor: it moves when the cursor would leave it. Used by one thread.
final class Scroll {
    private int cursor;
    private int first;
    private int rows = 1;

    int cursor() {
        return cursor;
    }

    /// Puts the cursor on this line.
    void moveTo(int line) {
        cursor = Math.max(0, line);
    }

    /// Moves the cursor if the key is one that moves. Says whether it was.
    boolean press(Key key) {
        switch (key.name()) {
            case "up", "k" -> moveTo(cursor - 1);
            case "down", "j" -> moveTo(cursor + 1);
            case "page-up" -> moveTo(cursor - rows);
            case "page-down", " " -> moveTo(cursor + rows);
            case "home", "g" -> moveTo(0);
            case "end", "G" -> moveTo(Integer.MAX_VALUE);
            default -> {
                return false;
            }
        }
        return true;
    }

    /// The lines that are seen, of which there are at most `most`, at least one.
    ///
    /// The one of the cursor is the [#chosen]th of them.
    List<String> seen(List<String> lines, int most) {
        rows = Math.max(1, most);
        cursor = Math.clamp(cursor, 0, Math.max(0, lines.size() - 1));
        first = Math.clamp(first, Math.max(0, cursor - rows + 1), cursor);
        first = Math.clamp(first, 0, Math.max(0, lines.size() - rows));
        return lines.subList(first, Math.min(lines.size(), first + rows));
    }

    /// Where the cursor is among the lines that are seen, from 0.
    int chosen() {
        return cursor - first;
    }

    /// How many lines are above and below of what is seen, in words; empty when all are seen.
    String where(int lines) {
        return lines <= rows
                ? ""
                : "%d-%d of %d".formatted(first + 1, Math.min(lines, first + rows), lines);
    }
}
