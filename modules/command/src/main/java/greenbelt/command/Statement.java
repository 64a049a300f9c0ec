package greenbelt.command;

import java.util.ArrayList;
import java.util.List;

/// One of the commands on a line, and what its result is put through: `traces; stock | grep tea | head 3`.
///
/// A `;` ends it, and a `|` between blanks begins a filter, where neither is inside quotes or behind a backslash.
///
/// @param command as it was typed
/// @param filters each as it was typed, in their order
record Statement(String command, List<String> filters) {
    Statement {
        filters = List.copyOf(filters);
    }

    /// The statements on a line; an empty one is left out. A quote without an end holds the rest together.
    static List<Statement> on(String line) {
        return split(line, Statement::endsStatement).stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(Statement::of)
                .toList();
    }

    /// What stands at the end of a line that is being typed.
    ///
    /// @param text without blanks before it
    /// @param isFilter whether it is a filter, or else the beginning of a command
    record Last(String text, boolean isFilter) {}

    /// The part of the line behind the last sign that cuts it.
    static Last last(String line) {
        var parts = split(split(line, Statement::endsStatement).getLast(), Statement::beginsFilter);
        return new Last(parts.getLast().stripLeading(), parts.size() > 1);
    }

    private static Statement of(String text) {
        var parts = split(text, Statement::beginsFilter).stream().map(String::strip).toList();
        return new Statement(parts.getFirst(), parts.subList(1, parts.size()));
    }

    /// Whether the line is cut at this place.
    @FunctionalInterface
    private interface Cut {
        boolean at(String line, int place);
    }

    private static boolean endsStatement(String line, int place) {
        return line.charAt(place) == ';';
    }

    private static boolean beginsFilter(String line, int place) {
        return line.charAt(place) == '|'
                && (place == 0 || Character.isWhitespace(line.charAt(place - 1)))
                && (place + 1 == line.length() || line.charAt(place + 1) != '|');
    }

    private static List<String> split(String line, Cut cut) {
        var parts = new ArrayList<String>();
        int start = 0;
        char quote = 0;
        for (int at = 0; at < line.length(); at++) {
            char letter = line.charAt(at);
            if (letter == '\\' && quote != '\'') {
                at++;
            } else if (letter == quote) {
                quote = 0;
            } else if (quote == 0 && (letter == '"' || letter == '\'')) {
                quote = letter;
            } else if (quote == 0 && cut.at(line, at)) {
                parts.add(line.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(line.substring(start));
        return parts;
    }
}
