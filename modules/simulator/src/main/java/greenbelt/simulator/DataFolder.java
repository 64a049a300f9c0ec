package greenbelt.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import greenbelt.disk.DiskFull;
import greenbelt.disk.DiskGuard;
import greenbelt.disk.DiskSpace;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder of a live system: held by one process at a time, and marked with the version that wrote it.
final class DataFolder implements AutoCloseable {
    /// What this version writes, and can read.
    private static final String VERSION = "greenbelt data 3";

    /// What must be free to begin with, in bytes: more than where writing stops, so that a system which starts can work.
    static final long ROOM_TO_START_BYTES = DiskGuard.RESERVE_BYTES + (16L << 20);

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Takes the folder; creates it when there is none. Throws [SimulatorException], and then has changed nothing.
    static DataFolder take(Path path, DiskSpace space) {
        var folder = path.toAbsolutePath().normalize();
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new SimulatorException(
                        "expected a folder for data, found a file: "
                                + folder
                                + ". Choose another with --data DIR.");
            }
            checkVersion(folder);
            checkRoom(folder, space);
            Files.createDirectories(folder);
            var lock = lock(folder);
            var marker = folder.resolve("VERSION");
            if (Files.notExists(marker) || Files.size(marker) == 0) {
                Files.writeString(marker, VERSION + "\n", UTF_8);
            }
            return new DataFolder(folder, lock);
        } catch (IOException failure) {
            throw new SimulatorException(
                    "expected a folder for data that can be made and written, found that %s cannot be: %s. Choose another with --data DIR."
                            .formatted(folder, inWords(failure)),
                    failure);
        }
    }

    private static String inWords(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "access is denied";
            case FileSystemException about when about.getReason() != null -> about.getReason();
            case FileSystemException about -> "there is no " + about.getFile();
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static void checkRoom(Path folder, DiskSpace space) {
        try {
            new DiskGuard(folder, space).check(ROOM_TO_START_BYTES);
        } catch (DiskFull full) {
            throw new SimulatorException(
                    full.getMessage()
                            + " to start. Nothing was changed. Make room, or choose another folder with --data DIR.",
                    full);
        }
    }

    private static void checkVersion(Path folder) throws IOException {
        var marker = folder.resolve("VERSION");
        // A kill, or a full disk, may have left an empty one, which says nothing.
        if (Files.exists(marker) && Files.size(marker) > 0) {
            var found = Files.readString(marker, UTF_8).strip();
            if (!found.equals(VERSION)) {
                throw new SimulatorException(
                        "the data folder %s was written by another version: expected \"%s\", found \"%s\". Nothing was changed. Choose another with --data DIR."
                                .formatted(folder, VERSION, found));
            }
            return;
        }
        if (Files.isDirectory(folder)) {
            try (var content = Files.list(folder)) {
                var known = Set.of("lock", "VERSION");
                if (content.anyMatch(file -> !known.contains(file.getFileName().toString()))) {
                    throw new SimulatorException(
                            "%s is not empty and is not a data folder: it has no file VERSION. Nothing was changed. Choose another with --data DIR."
                                    .formatted(folder));
                }
            }
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException heldHere) {
            channel.close();
            throw heldByOther(folder, heldHere);
        }
        channel.close();
        throw heldByOther(folder, null);
    }

    private static SimulatorException heldByOther(Path folder, @Nullable Throwable cause) {
        var message =
                "another process uses the data folder "
                        + folder
                        + ". Stop it, or choose another folder with --data DIR, or none with --ephemeral.";
        return cause == null
                ? new SimulatorException(message)
                : new SimulatorException(message, cause);
    }

    Path databases() {
        return folder.resolve("databases");
    }

    /// Where databases are that are no service's.
    Path other(String purpose) {
        return folder.resolve(purpose);
    }

    Path bus() {
        return folder.resolve("bus");
    }

    Path journal() {
        return folder.resolve("journal");
    }

    /// The certificate for this machine, and its key.
    Path tls() {
        return folder.resolve("tls");
    }

    Path log() {
        return folder.resolve("greenbelt.log");
    }

    /// Deletes what the system has stored, but not the folder.
    void clear() {
        delete(databases());
        delete(bus());
        delete(journal());
    }

    /// Deletes the folder with all that is in it.
    static void delete(Path folder) {
        if (Files.notExists(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new SimulatorException("could not delete " + folder + ": " + failure, failure);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new SimulatorException("could not let go of " + folder + ": " + failure, failure);
        }
    }
}
