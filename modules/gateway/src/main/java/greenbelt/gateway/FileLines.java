package greenbelt.gateway;

import greenbelt.json.Yaml;
import java.util.OptionalInt;
import java.util.function.Supplier;

/// Says in which line of a file something is wrong.
final class FileLines {
    private final Yaml.Document document;

    FileLines(Yaml.Document document) {
        this.document = document;
    }

    /// What is wrong, with the line.
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String complaints, Throwable cause) {
            super(complaints, cause);
        }
    }

    /// What `body` makes of the part of the file at this path, or where that part is wrong.
    <T> T at(String path, Supplier<T> body) {
        try {
            return body.get();
        } catch (IllegalArgumentException wrong) {
            throw refused(path, String.valueOf(wrong.getMessage()), wrong);
        }
    }

    /// That the part of the file at this path is wrong.
    Refused refused(String path, String complaint) {
        return refused(path, complaint, new IllegalArgumentException(path));
    }

    private Refused refused(String path, String complaint, Throwable cause) {
        return new Refused(in(path) + path + ": " + complaint, cause);
    }

    /// The line of a path, if it has one.
    OptionalInt line(String path) {
        return document.line(path);
    }

    /// The line of a path, as the beginning of a sentence.
    String in(String path) {
        var line = line(path);
        return line.isPresent() ? "line " + line.getAsInt() + ": " : "";
    }
}
