package greenbelt.console;

import greenbelt.command.Reading;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jline.keymap.KeyMap;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.InfoCmp.Capability;

/// What a line looks like while it is typed: known words in colour, and behind them, faintly, how it may go on: as it did
/// before, or as the command wants it. The right arrow takes what can be taken.
final class Typing implements Highlighter {
    private static final String TAKE_HINT = "take-hint";
    private static final String COMPLETE = "complete-without-hint";

    private final Reading reading;
    private final boolean coloured;
    private Optional<String> takeable = Optional.empty();

    /// The line that Tab was pressed on last. JLine takes the list of choices off the screen when it shows a hint behind a
    /// blank, so there is no hint until the line is another.
    private Optional<String> completed = Optional.empty();

    private Typing(Reading reading, boolean coloured) {
        this.reading = reading;
        this.coloured = coloured;
    }

    /// Lets the reader show lines in this way.
    static void in(LineReader reader, Reading reading, boolean coloured) {
        var typing = new Typing(reading, coloured);
        reader.setAutosuggestion(LineReader.SuggestionType.TAIL_TIP);
        if (reader instanceof org.jline.reader.impl.LineReaderImpl shown) {
            shown.setHighlighter(typing);
        }
        reader.getWidgets().put(TAKE_HINT, () -> typing.takeHint(reader));
        reader.getWidgets().put(COMPLETE, () -> typing.complete(reader));
        var keys = Objects.requireNonNull(reader.getKeyMaps().get(LineReader.MAIN));
        for (var right :
                new String[] {
                    KeyMap.key(reader.getTerminal(), Capability.key_right), "\033[C", "\033OC"
                }) {
            if (right != null) {
                keys.bind(new Reference(TAKE_HINT), right);
            }
        }
        keys.bind(new Reference(COMPLETE), "\t");
    }

    private boolean complete(LineReader reader) {
        completed = Optional.of(reader.getBuffer().toString());
        reader.setAutosuggestion(LineReader.SuggestionType.NONE);
        reader.callWidget(LineReader.EXPAND_OR_COMPLETE);
        return true;
    }

    private boolean takeHint(LineReader reader) {
        var buffer = reader.getBuffer();
        if (buffer.cursor() == buffer.length() && takeable.isPresent()) {
            buffer.write(takeable.get());
        } else {
            reader.callWidget(LineReader.FORWARD_CHAR);
        }
        return true;
    }

    @Override
    public AttributedString highlight(LineReader reader, String line) {
        if (!completed.equals(Optional.of(line))) {
            completed = Optional.empty();
            reader.setAutosuggestion(LineReader.SuggestionType.TAIL_TIP);
        }
        var hint = hint(reader, line);
        takeable = hint.filter(Reading.Hint::isCertain).map(Reading.Hint::text);
        reader.setTailTip(hint.map(Reading.Hint::text).orElse(""));
        if (!coloured) {
            return new AttributedString(line);
        }
        var drawn = new AttributedStringBuilder();
        int at = 0;
        for (var mark : reading.marks(line)) {
            drawn.append(line, at, mark.start());
            drawn.appendAnsi(mark.tone().paint(line.substring(mark.start(), mark.end())));
            at = mark.end();
        }
        return drawn.append(line, at, line.length()).toAttributedString();
    }

    private Optional<Reading.Hint> hint(LineReader reader, String line) {
        return line.isBlank()
                ? Optional.empty()
                : before(reader, line).or(() -> reading.hint(line));
    }

    /// How the latest line went on that began like this one.
    private static Optional<Reading.Hint> before(LineReader reader, String line) {
        var history = reader.getHistory();
        for (int i = history.last(); i >= history.first() && i >= 0; i--) {
            var old = history.get(i);
            if (old.startsWith(line) && old.length() > line.length()) {
                return Optional.of(new Reading.Hint(old.substring(line.length()), true));
            }
        }
        return Optional.empty();
    }

    @Override
    public void setErrorPattern(Pattern pattern) {}

    @Override
    public void setErrorIndex(int index) {}
}
