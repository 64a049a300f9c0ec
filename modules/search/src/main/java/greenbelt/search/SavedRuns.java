package greenbelt.search;

import greenbelt.json.TextFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The failing runs that are kept in a folder, a file each.
public final class SavedRuns {
    /// The most runs that are read from one folder.
    public static final int MAX_RUNS = 1_000;

    private final Path folder;

    /// @param folder made when the first run is saved
    public SavedRuns(Path folder) {
        this.folder = folder;
    }

    /// A run and the file it is in.
    public record InFile(Path file, SavedRun run) {}

    public Path folder() {
        return folder;
    }

    /// Saves a run, over the one of the same seed, variants and invariant if there is one. Throws
    /// [UncheckedIOException].
    public Path save(SavedRun run) {
        try {
            var file = Files.createDirectories(folder).resolve(run.fileName());
            return Files.writeString(file, run.text());
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "a failing run cannot be saved in %s: %s".formatted(folder, failure), failure);
        }
    }

    /// Every run in the folder, sorted by file, at most [#MAX_RUNS]; none when there is no folder. Throws
    /// [UncheckedIOException], and [TextRefused] for a file that cannot be read as one.
    public List<InFile> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            var runs = new ArrayList<InFile>();
            files.filter(file -> file.toString().endsWith(SavedRun.SUFFIX))
                    .sorted()
                    .limit(MAX_RUNS)
                    .forEach(file -> runs.add(new InFile(file, read(file))));
            return runs;
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "%s cannot be read: %s".formatted(folder, failure), failure);
        }
    }

    /// Reads one file. Throws [UncheckedIOException], and [TextRefused] with the file's name.
    public static SavedRun read(Path file) {
        try {
            return SavedRun.parse(TextFile.read(file));
        } catch (TextRefused refused) {
            throw refused.in(file.toString());
        }
    }
}
