package greenbelt.bench.bus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Something that is done with many messages in a folder of its own.
interface Measurement {
    /// Does it; answers how many nanoseconds it took, without what was to be made ready.
    long nanos(Path folder, int messages) throws Exception;

    /// How fast a measurement was, round by round.
    final class Rates {
        private final String name;
        private final Measurement measurement;
        private final List<Double> perSecond = new ArrayList<>();

        Rates(String name, Measurement measurement) {
            this.name = name;
            this.measurement = measurement;
        }

        void measure(int messages, boolean counts) throws Exception {
            var folder = Files.createTempDirectory("greenbelt-bench-");
            try {
                long nanos = measurement.nanos(folder, messages);
                if (counts) {
                    perSecond.add(messages * 1e9 / nanos);
                }
            } finally {
                delete(folder);
            }
        }

        private static void delete(Path folder) throws IOException {
            try (var all = Files.walk(folder)) {
                for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }

        double median() {
            return perSecond.stream().sorted().toList().get(perSecond.size() / 2);
        }

        @Override
        public String toString() {
            var sorted = perSecond.stream().sorted().toList();
            return String.format(
                    Locale.ROOT,
                    "%-36s %,10.0f/s in the median round (%,.0f to %,.0f)",
                    name,
                    median(),
                    sorted.getFirst(),
                    sorted.getLast());
        }
    }
}
