package greenbelt.command;

import java.util.ArrayList;
import java.util.List;

/// One word of a command line.
///
/// @param text without quotes and backslashes
/// @param start where it begins in the line
record Word(String text, int start) {
    /// The longest command line, in characters.
    static final int MAX_LINE_LENGTH = 1 << 20;

    /// Splits a line at white space. Quotes, single or double, hold a word together; outside single quotes a backslash
    /// takes the next character as it is.
    static List<Word> split(String line) {
        if (line.length() > MAX_LINE_LENGTH) {
            throw CommandRefused.usage(
                    "a command has at most %d characters, found %d"
                            .formatted(MAX_LINE_LENGTH, line.length()));
        }
        var words = new ArrayList<Word>();
        int at = skipBlanks(line, 0);
        while (at < line.length()) {
            at = skipBlanks(line, addWord(line, at, words));
        }
        return words;
    }

    /// What the rest of the line from this word on says, as it was typed, or without the quotes around all of it.
    String restOf(String line) {
        var rest = line.substring(start).strip();
        var quoted = split(rest);
        return quoted.size() == 1 && isQuote(rest.charAt(0)) ? quoted.getFirst().text() : rest;
    }

    private static int addWord(String line, int start, List<Word> words) {
        var text = new StringBuilder();
        char quote = 0;
        int at = start;
        while (at < line.length() && (quote != 0 || !Character.isWhitespace(line.charAt(at)))) {
            char next = line.charAt(at++);
            if (next == quote) {
                quote = 0;
            } else if (quote == 0 && isQuote(next)) {
                quote = next;
            } else if (next == '\\' && quote != '\'' && at < line.length()) {
                text.append(line.charAt(at++));
            } else {
                text.append(next);
            }
        }
        if (quote != 0) {
            throw CommandRefused.usage(
                    "the quote %c in column %d has no end".formatted(quote, start + 1));
        }
        words.add(new Word(text.toString(), start));
        return at;
    }

    private static boolean isQuote(char letter) {
        return letter == '"' || letter == '\'';
    }

    private static int skipBlanks(String line, int from) {
        int at = from;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return at;
    }
}
