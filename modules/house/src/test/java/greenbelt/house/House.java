package greenbelt.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The house as it was built: its folder, and its rooms as the compiler left them.
final class House {
    /// The folder of the root pom.
    static final Path ROOT = findRoot();

    private static final int MAX_DEPTH = 30;

    private House() {}

    /// One module.
    ///
    /// @param name as in `modules/bus-chronicle`
    record Room(String name, Path folder) {
        Path classes() {
            return folder.resolve("target/classes");
        }

        Path testClasses() {
            return folder.resolve("target/test-classes");
        }

        /// Whether it has a product, not only tests.
        boolean hasSources() {
            return Files.isDirectory(folder.resolve("src/main/java"));
        }

        ModuleDescriptor descriptor() {
            var file = classes().resolve("module-info.class");
            if (!Files.exists(file)) {
                throw new IllegalStateException(
                        "room "
                                + name
                                + " is not compiled: run mvn test at the root, with house as last module");
            }
            try (var in = Files.newInputStream(file)) {
                return ModuleDescriptor.read(in);
            } catch (IOException failure) {
                throw new UncheckedIOException("reading " + file, failure);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// Every room, sorted by name.
    static List<Room> rooms() {
        try (var folders = Files.list(ROOT.resolve("modules"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> new Room(folder.getFileName().toString(), folder))
                    .sorted((one, other) -> one.name().compareTo(other.name()))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("listing the rooms", failure);
        }
    }

    /// The rooms that have a product.
    static List<Room> productRooms() {
        return rooms().stream().filter(Room::hasSources).toList();
    }

    /// What the compiled classes under `folder` use, sorted by class name.
    static List<ClassFacts> classesIn(Path folder) {
        return files(folder, ".class").stream()
                .filter(file -> !file.endsWith("module-info.class"))
                .map(file -> ClassFacts.of(bytes(file)))
                .toList();
    }

    /// The files under `folder` whose names end like this, sorted; none when there is no such folder.
    static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, MAX_DEPTH)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("listing " + folder, failure);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("reading " + file, failure);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("reading " + file, failure);
        }
    }

    private static Path findRoot() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("modules/house"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("not inside a checkout: " + Path.of("").toUri());
            }
        }
        return folder;
    }
}
