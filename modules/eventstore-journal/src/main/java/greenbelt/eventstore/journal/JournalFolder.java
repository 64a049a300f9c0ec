package greenbelt.eventstore.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/// The folder of a journal: `journal` says in which format it is and of which edition, `lock` is held while it is used,
/// and each segment has a folder of its own. Nothing else is ever touched. For one task.
final class JournalFolder {
    private static final String NAME = "journal";
    private static final String LOCK = "lock";
    private static final Pattern CONTENT =
            Pattern.compile("greenbelt journal 1\nedition ([0-9a-f]{16})\n");

    private final Path folder;
    private final FileChannel lock;

    private JournalFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Takes the folder, which is made when there is none. Throws [JournalException] when another process has it, or it
    /// is not a journal's; then nothing was changed.
    static JournalFolder take(Path folder) {
        try {
            checkOurs(folder);
            Files.createDirectories(folder);
            var lock = FileChannel.open(folder.resolve(LOCK), CREATE, WRITE);
            if (!isTaken(lock)) {
                lock.close();
                throw new JournalException("another process uses the journal in " + folder);
            }
            return new JournalFolder(folder, lock);
        } catch (IOException failure) {
            throw new JournalException("open the journal in " + folder, failure);
        }
    }

    private static boolean isTaken(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static void checkOurs(Path folder) throws IOException {
        if (Files.notExists(folder) || Files.exists(folder.resolve(NAME))) {
            return;
        }
        try (var content = Files.list(folder)) {
            var foreign =
                    content.map(file -> file.getFileName().toString())
                            .filter(name -> !Set.of(LOCK, NAME + ".new").contains(name))
                            .filter(name -> !Segment.NAME.matcher(name).matches())
                            .sorted()
                            .findFirst();
            if (foreign.isPresent()) {
                throw new JournalException(
                        "%s is not a journal's folder: it has %s in it; empty it to have a journal"
                                .formatted(folder, foreign.get()));
            }
        }
    }

    /// Whether anything was ever copied to it.
    boolean isNew() {
        return Files.notExists(folder.resolve(NAME)) && segments().isEmpty();
    }

    /// Which edition it is of; empty when it does not say so, or is of another format.
    OptionalLong edition() {
        try {
            var file = folder.resolve(NAME);
            if (Files.notExists(file)) {
                return OptionalLong.empty();
            }
            var content = CONTENT.matcher(new String(Files.readAllBytes(file), US_ASCII));
            return content.matches()
                    ? OptionalLong.of(Long.parseUnsignedLong(content.group(1), 16))
                    : OptionalLong.empty();
        } catch (IOException failure) {
            throw new JournalException("read which journal is in " + folder, failure);
        }
    }

    /// The segments that are there, each ending where the next begins; where the last one ends is not known: it ends
    /// where it begins.
    List<Segment> segments() {
        try (var content = Files.list(folder)) {
            var begins =
                    content.map(file -> file.getFileName().toString())
                            .filter(name -> Segment.NAME.matcher(name).matches())
                            .map(Long::parseLong)
                            .sorted()
                            .toList();
            var segments = new ArrayList<Segment>();
            for (int i = 0; i < begins.size(); i++) {
                long end = begins.get(Math.min(i + 1, begins.size() - 1));
                segments.add(new Segment(folderOf(begins.get(i)), begins.get(i), end));
            }
            return segments;
        } catch (IOException failure) {
            throw new JournalException("list the segments in " + folder, failure);
        }
    }

    /// Where the segment lies that begins behind this position.
    Path folderOf(long begin) {
        return Segment.folder(folder, begin);
    }

    /// Removes the segments that begin at `begin` or behind it, last first: what a kill leaves is still without a gap.
    void removeFrom(long begin) {
        for (var segment : segments().reversed()) {
            if (segment.begin() >= begin) {
                remove(segment.folder());
            }
        }
    }

    private static void remove(Path path) {
        try (var all = Files.walk(path)) {
            for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException failure) {
            throw new JournalException("remove " + path, failure);
        }
    }

    /// Removes everything, and says that what comes is of this edition.
    void beginAnew(long edition) {
        removeFrom(0);
        try {
            var fresh = folder.resolve(NAME + ".new");
            Files.writeString(
                    fresh, "greenbelt journal 1\nedition %016x\n".formatted(edition), US_ASCII);
            Files.move(fresh, folder.resolve(NAME), ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new JournalException("begin the journal in " + folder, failure);
        }
    }

    void release() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new JournalException("let go of the journal in " + folder, failure);
        }
    }
}
