package greenbelt.house;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Which rooms may use which third-party library.
final class Libraries {
    /// One library.
    ///
    /// @param packages what the names of its packages begin with
    /// @param rooms the rooms that are about it
    record Library(String packages, List<String> rooms) {
        Library(String packages, String... rooms) {
            this(packages, List.of(rooms));
        }
    }

    static final List<Library> ALL =
            List.of(
                    new Library("tools.jackson.", "json"),
                    new Library("org.h2.", "database"),
                    new Library("com.zaxxer.hikari.", "database"),
                    new Library("io.opentelemetry.", "telemetry"),
                    new Library("com.nimbusds.", "token", "bench"),
                    new Library("io.prometheus.", "metrics"),
                    new Library("io.helidon.", "http-helidon"),
                    new Library("org.apache.hc.", "http-client"),
                    new Library("net.openhft.", "bus-chronicle", "eventstore-journal", "bench"),
                    new Library("io.github.bucket4j.", "gateway"),
                    new Library("io.github.resilience4j.", "gateway"),
                    new Library("net.sf.jsqlparser.", "shard"),
                    new Library("org.jline.", "console"),
                    new Library("org.commonmark.", "lab"),
                    new Library("org.junit.", "kata", "katas", "testkit"),
                    new Library("org.assertj.", "katas", "testkit"),
                    new Library("org.zeromq.", "notebook"),
                    new Library("org.HdrHistogram.", "simulator", "bench"));

    /// Part of the JDK, the house itself, or only annotations.
    private static final List<String> ANYWHERE =
            List.of("java.", "javax.", "jdk.", "greenbelt.", "org.jspecify.");

    private Libraries() {}

    /// What the classes of this room use that belongs elsewhere, one sentence each.
    static List<String> violations(String room, List<ClassFacts> classes) {
        return classes.stream().flatMap(facts -> violations(room, facts)).distinct().toList();
    }

    private static Stream<String> violations(String room, ClassFacts facts) {
        return facts.types().stream()
                .filter(type -> type.contains("."))
                .filter(type -> ANYWHERE.stream().noneMatch(type::startsWith))
                .flatMap(type -> violation(room, facts, type).stream());
    }

    private static Optional<String> violation(String room, ClassFacts facts, String type) {
        var library = ALL.stream().filter(one -> type.startsWith(one.packages())).findFirst();
        if (library.isEmpty()) {
            return Optional.of(
                    "%s uses %s, which is in no room: add it to the table in Libraries"
                            .formatted(facts.name(), type));
        }
        if (!library.get().rooms().contains(room)) {
            return Optional.of(
                    "%s uses %s, which belongs in %s"
                            .formatted(facts.name(), type, library.get().rooms()));
        }
        return Optional.empty();
    }
}
