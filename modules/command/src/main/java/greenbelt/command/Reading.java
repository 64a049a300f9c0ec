package greenbelt.command;

import greenbelt.view.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a line that is being typed reads: which of its words are known, and what may follow. Asks nobody, so that it can be
/// done at every key.
public final class Reading {
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"?|'[^']*'?|[;|]|[^\\s;|\"']+");

    private final Commands commands;

    /// A part of the line that means something.
    ///
    /// @param start where it begins
    /// @param end where it ends, exclusive
    public record Mark(int start, int end, Tone tone) {}

    /// What may follow.
    ///
    /// @param text what stands behind what was typed
    /// @param isCertain whether it can be taken as it is; otherwise it only says what is expected
    public record Hint(String text, boolean isCertain) {}

    Reading(Commands commands) {
        this.commands = commands;
    }

    /// The parts of the line that are known, and a first word that is not.
    public List<Mark> marks(String line) {
        var marks = new ArrayList<Mark>();
        var words = WORD.matcher(line);
        var name = new StringBuilder();
        boolean inName = true;
        boolean first = true;
        while (words.find()) {
            var word = words.group();
            Optional<Tone> tone = Optional.empty();
            if (word.equals(";") || word.equals("|")) {
                inName = true;
                first = true;
                name.setLength(0);
                tone = Optional.of(Tone.FAINT);
            } else if (first || (inName && isName(name + " " + word))) {
                name.append(first ? "" : " ").append(word);
                tone = Optional.of(toneOfName(name.toString(), words.end() == line.length()));
                first = false;
            } else {
                inName = false;
                tone = toneOfArgument(word);
            }
            tone.ifPresent(it -> marks.add(new Mark(words.start(), words.end(), it)));
        }
        return marks;
    }

    private boolean isName(String text) {
        return commands.named(text).isPresent();
    }

    private Tone toneOfName(String name, boolean isBeingTyped) {
        boolean isKnown =
                isName(name)
                        || !commands.family(name).isEmpty()
                        || Filter.WORDS.containsKey(name)
                        || commands.aliases().all().containsKey(name);
        boolean canBecome =
                isBeingTyped && commands.names().stream().anyMatch(it -> it.startsWith(name));
        return isKnown || canBecome ? Tone.GOOD : Tone.BAD;
    }

    private static Optional<Tone> toneOfArgument(String word) {
        return switch (word.charAt(0)) {
            case '"', '\'' -> Optional.of(Tone.WARNING);
            case '-' -> Optional.of(Tone.SYNC);
            default -> Optional.empty();
        };
    }

    /// What may follow the line, when its last command can be told from what there is of it.
    public Optional<Hint> hint(String line) {
        var last = Statement.last(line);
        var statement = last.text();
        if (statement.isEmpty() || last.isFilter()) {
            return Optional.empty();
        }
        var beginning =
                commands.names().stream().filter(name -> name.startsWith(statement)).toList();
        if (beginning.size() == 1 && !beginning.getFirst().equals(statement)) {
            return Optional.of(new Hint(beginning.getFirst().substring(statement.length()), true));
        }
        return Optional.of(statement)
                .filter(text -> text.endsWith(" "))
                .flatMap(text -> commands.named(text.strip()))
                .map(command ->
                        Help.synopsis(command).substring(command.name().length()).stripLeading())
                .filter(rest -> !rest.isEmpty())
                .map(rest -> new Hint(rest, false));
    }
}
