package greenbelt.bus.chronicle;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import greenbelt.bus.BusException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The right to use a bus's folder, which one process has at a time. It ends with the process.
final class FolderLock {
    /// What the file `format` of a folder says that this version can read.
    static final String FORMAT = "greenbelt bus 3\n";

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// Takes the folder, which is made when there is none.
    static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            var lock =
                    new FolderLock(folder, FileChannel.open(folder.resolve("lock"), CREATE, WRITE));
            try {
                lock.take();
                checkFormat(folder);
                return lock;
            } catch (IOException | BusException failure) {
                lock.release();
                throw failure;
            }
        } catch (IOException failure) {
            throw new BusException("cannot open the bus folder " + folder, failure);
        }
    }

    private void take() throws IOException {
        boolean taken;
        try {
            taken = channel.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            taken = false;
        }
        if (!taken) {
            throw new BusException(
                    "the bus folder %s is in use; stop who uses it, or choose another folder"
                            .formatted(folder));
        }
    }

    private static void checkFormat(Path folder) throws IOException {
        var file = folder.resolve("format");
        if (!Files.exists(file) || Files.size(file) == 0) { // a kill may have left it empty
            checkNew(folder);
            Files.writeString(file, FORMAT);
        }
        var format = Files.readString(file);
        if (!format.equals(FORMAT)) {
            throw new BusException(
                    "expected \"%s\" in %s, found \"%s\": the folder was written by another version; remove it to begin anew"
                            .formatted(FORMAT.strip(), file, format.strip()));
        }
    }

    private static void checkNew(Path folder) throws IOException {
        try (var content = Files.list(folder)) {
            var names = content.map(file -> file.getFileName().toString()).sorted().toList();
            if (!List.of("format", "lock").containsAll(names)) {
                throw new BusException(
                        "expected a bus folder or an empty one, found %s in %s"
                                .formatted(names, folder));
            }
        }
    }

    void release() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new BusException("cannot release the bus folder " + folder, failure);
        }
    }
}
