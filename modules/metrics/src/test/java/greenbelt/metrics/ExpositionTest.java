package greenbelt.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The exposition of metrics")
class ExpositionTest {
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0";

    private static String text(Family... families) {
        return Exposition.of(List.of(families), "").text();
    }

    @Test
    @DisplayName(
            "has a counter with its help and type, each combination of labels on a line, in their order")
    void counter() {
        var requests = new Counter("requests", "Requests answered", "route", "status");
        requests.add(1, "showUser", "200");
        requests.add(2, "listUsers", "404");
        requests.add(1, "showUser", "200");

        assertThat(text(requests.family()))
                .isEqualTo(
                        """
                        # HELP requests_total Requests answered
                        # TYPE requests_total counter
                        requests_total{route="listUsers",status="404"} 2.0
                        requests_total{route="showUser",status="200"} 2.0
                        """);
    }

    @Test
    @DisplayName(
            "has the buckets of a histogram, each with those before it, their sum and their number")
    void histogram() {
        var took = new Histogram("took_seconds", "How long");
        took.took(Duration.ofMillis(1).toNanos());
        took.took(Duration.ofMillis(4).toNanos());
        took.took(Duration.ofMinutes(1).toNanos());

        assertThat(text(took.family()))
                .contains("# TYPE took_seconds histogram\n")
                .contains("took_seconds_bucket{le=\"5.0E-4\"} 0\n")
                .contains("took_seconds_bucket{le=\"0.001\"} 1\n")
                .contains("took_seconds_bucket{le=\"0.005\"} 2\n")
                .contains("took_seconds_bucket{le=\"10.0\"} 2\n")
                .contains("took_seconds_bucket{le=\"+Inf\"} 3\n")
                .contains("took_seconds_count 3\n")
                .contains("took_seconds_sum 60.005\n");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("keeps every label on its line and in its quotes")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a "quote"           | a \\"quote\\"
                    a \\ backslash      | a \\\\ backslash
                    a line«LF»break 1   | a line\\nbreak 1
                    x"} 1«LF»forged 9   | x\\"} 1\\nforged 9
                    """)
    void escapes(String value, String escaped) {
        var family =
                new Family(
                        "g",
                        Family.Kind.GAUGE,
                        "help",
                        List.of(Sample.of(1, "name", value.replace("«LF»", "\n"))));

        assertThat(text(family).lines().toList().getLast())
                .isEqualTo("g{name=\"%s\"} 1.0".formatted(escaped));
    }

    @Test
    @DisplayName("is OpenMetrics for who accepts that, and ends as that must")
    void openMetrics() {
        var exposition = Exposition.of(List.of(Family.counter("c", "help", 1)), OPEN_METRICS);

        assertThat(exposition.contentType()).startsWith("application/openmetrics-text");
        assertThat(exposition.text()).contains("c_total 1.0\n").endsWith("# EOF\n");
    }

    @Test
    @DisplayName("is the text of Prometheus for all others")
    void prometheus() {
        assertThat(Exposition.of(List.of(), "text/html, */*").contentType())
                .startsWith("text/plain; version=0.0.4");
    }

    @Test
    @DisplayName("has room for so many combinations of labels, and counts the others together")
    void bounded() {
        var counter = new Counter("c", "help", "key");
        for (int i = 0; i < Series.MAX + 500; i++) {
            counter.add(1, "key " + i);
        }

        var samples = counter.family().samples();
        assertThat(samples).hasSize(Series.MAX + 1);
        assertThat(samples)
                .filteredOn(sample -> sample.labels().containsValue(Series.OTHER))
                .containsExactly(Sample.of(500, "key", Series.OTHER));
    }
}
