package greenbelt.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Short words for beginnings of commands, such as `ll` for `order list --limit 5`; kept in a file, if there is one.
///
/// Not for several threads at once.
public final class Aliases {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,31}");
    private static final int MOST = 200;

    private final TreeMap<String, String> texts = new TreeMap<>();
    private final Optional<Path> file;

    /// Aliases that are gone with this object.
    public Aliases() {
        this.file = Optional.empty();
    }

    /// Aliases that are kept in this file, a line each: `NAME = TEXT`. A line that is none is left out.
    public Aliases(Path file) {
        this.file = Optional.of(file);
        try {
            if (Files.exists(file)) {
                Files.readAllLines(file).forEach(this::read);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("reading " + file, failure);
        }
    }

    private void read(String line) {
        int equals = line.indexOf('=');
        if (equals > 0 && NAME.matcher(line.substring(0, equals).strip()).matches()) {
            texts.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
        }
    }

    /// The line with the alias at its beginning, if there is one, written out. An alias in an alias is written out too,
    /// but none twice.
    String expand(String line) {
        var used = new ArrayList<String>();
        var text = line;
        while (true) {
            var words = text.split("\\s", 2);
            var meant = texts.get(words[0]);
            if (meant == null || used.contains(words[0])) {
                return text;
            }
            used.add(words[0]);
            text = words.length > 1 ? meant + " " + words[1] : meant;
        }
    }

    Map<String, String> all() {
        return new LinkedHashMap<>(texts);
    }

    /// Throws [CommandRefused] when the name will not do.
    void add(String name, String text, List<String> commands) {
        if (!NAME.matcher(name).matches()) {
            throw CommandRefused.usage(
                    "the name of an alias has letters, digits, - and _, found \"%s\""
                            .formatted(name));
        }
        if (commands.contains(name)) {
            throw CommandRefused.usage("\"%s\" is a command; choose another name".formatted(name));
        }
        if (texts.size() >= MOST) {
            throw CommandRefused.failed(
                    "there are %d aliases already; see: unalias".formatted(MOST));
        }
        texts.put(name, text);
        write();
    }

    /// Throws [CommandRefused] when there is none of that name.
    void remove(String name) {
        if (texts.remove(name) == null) {
            throw CommandRefused.failed(
                    "there is no alias \"%s\"%s"
                            .formatted(name, Nearest.question(name, texts.keySet())));
        }
        write();
    }

    private void write() {
        file.ifPresent(path -> {
            try {
                Files.write(
                        path,
                        texts.entrySet().stream()
                                .map(alias -> alias.getKey() + " = " + alias.getValue())
                                .toList());
            } catch (IOException failure) {
                throw CommandRefused.failed(
                        "cannot write %s: %s".formatted(path, failure.getMessage()));
            }
        });
    }
}
