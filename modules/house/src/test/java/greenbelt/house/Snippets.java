package greenbelt.house;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Compiles sources that must never be part of the house, to see them caught.
final class Snippets {
    private Snippets() {}

    /// Wraps each statement in a class of its own and says what the classes use, in the same order.
    static List<ClassFacts> ofStatements(Path folder, List<String> statements) {
        var sources = new ArrayList<String>();
        for (var statement : statements) {
            sources.add(
                    "class Fixture%d { void run() throws Exception { %s } }"
                            .formatted(sources.size(), statement));
        }
        return ofSources(folder, sources);
    }

    /// Compiles the sources together; each declares one class in the unnamed package.
    static List<ClassFacts> ofSources(Path folder, List<String> sources) {
        try {
            var files = new ArrayList<Path>();
            for (var source : sources) {
                files.add(folder.resolve("Fixture" + files.size() + ".java"));
                Files.writeString(files.getLast(), source);
            }
            compile(folder, files);
            var compiled = new ArrayList<ClassFacts>();
            for (var file : files) {
                var name = file.getFileName().toString().replace(".java", ".class");
                compiled.add(ClassFacts.of(Files.readAllBytes(folder.resolve(name))));
            }
            return compiled;
        } catch (IOException failure) {
            throw new UncheckedIOException("compiling fixtures in " + folder, failure);
        }
    }

    private static void compile(Path folder, List<Path> files) throws IOException {
        var said = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            var options = List.of("-g", "-proc:none", "-cp", classPath(), "-d", folder.toString());
            var units = manager.getJavaFileObjectsFromPaths(files);
            if (!compiler.getTask(said, manager, null, options, null, units).call()) {
                throw new IllegalArgumentException("fixtures do not compile: " + said);
            }
        }
    }

    private static String classPath() {
        var rooms = House.productRooms().stream().map(room -> room.classes().toString());
        var libraries = Stream.of(System.getProperty("java.class.path"));
        return Stream.concat(rooms, libraries).collect(Collectors.joining(File.pathSeparator));
    }
}
