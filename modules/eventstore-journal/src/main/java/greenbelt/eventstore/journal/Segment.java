package greenbelt.eventstore.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// A piece of the journal: a folder with a Chronicle queue of one file, named for the position behind which it begins.
///
/// @param folder below the journal's
/// @param begin the last position before it
/// @param end its last position
record Segment(Path folder, long begin, long end) {
    /// The names of segments' folders: a position, with zeros in front.
    static final Pattern NAME = Pattern.compile("[0-8]\\d{18}");

    private static final String QUEUE_FILE = ".cq4";

    static Path folder(Path journal, long begin) {
        return journal.resolve("%019d".formatted(begin));
    }

    /// The same, ending elsewhere.
    Segment endingAt(long newEnd) {
        return new Segment(folder, begin, newEnd);
    }

    /// The file that the records are in. Throws [JournalDamaged] unless there is exactly one.
    Path file() {
        var files = files();
        if (files.size() != 1) {
            throw new JournalDamaged(
                    "the journal is damaged: expected one file of records in %s, found %d"
                            .formatted(folder.getFileName(), files.size()));
        }
        return files.getFirst();
    }

    /// Whether there is nothing yet that records are in.
    boolean hasNoFile() {
        return Files.isDirectory(folder) && files().isEmpty();
    }

    private List<Path> files() {
        try (var content = Files.list(folder)) {
            return content.filter(file -> file.toString().endsWith(QUEUE_FILE)).sorted().toList();
        } catch (IOException failure) {
            throw new JournalDamaged(
                    "the journal is damaged: %s cannot be listed: %s"
                            .formatted(folder.getFileName(), failure));
        }
    }
}
