package greenbelt.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.helidon.Listening;
import greenbelt.http.helidon.Patience;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("A hostile request on a real socket")
class HostileRequestsTest {
    private static final String TABLE = "hostile-requests.txt";
    private static final int LEAST_REQUESTS = 150;

    private static final Pattern BYTE = Pattern.compile("«([0-9A-F]{2})»");
    private static final Pattern REPEATED = Pattern.compile("«([0-9]+) ([^«»]*)»");
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) ");

    private static final String STAYS = "…";

    /// Gives up soon what the table leaves without an end.
    private static final Patience IMPATIENT =
            new Patience(
                    Duration.ofMillis(300),
                    Duration.ofMillis(300),
                    Duration.ofSeconds(30),
                    1 << 10);

    private final LiveGateway gateway = new LiveGateway();
    private final LiveGateway impatient = new LiveGateway(Listening.on(0).withPatience(IMPATIENT));

    /// A line of the table.
    ///
    /// @param statuses of the answers, in their order
    /// @param reached what a service received
    /// @param why it is hostile, or not
    record Hostile(List<Integer> statuses, Optional<String> reached, String request, String why) {
        static Hostile of(String line) {
            var parts = line.split(" \\| ", -1);
            if (parts.length != 3) {
                throw new IllegalArgumentException(
                        "expected OUTCOME | REQUEST | WHY, found " + line);
            }
            var outcome = parts[0].split(" ", 2);
            return new Hostile(
                    Stream.of(outcome[0].split(",", -1)).map(Integer::valueOf).toList(),
                    outcome.length == 2 ? Optional.of(outcome[1]) : Optional.empty(),
                    parts[1],
                    parts[2]);
        }

        @Override
        public String toString() {
            return "%s: %s (%s)".formatted(statuses, shortened(request), why);
        }

        private static String shortened(String text) {
            return text.length() < 80 ? text : text.substring(0, 80) + "…";
        }
    }

    static Stream<Hostile> table() throws IOException {
        try (InputStream in = HostileRequestsTest.class.getResourceAsStream(TABLE)) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .map(Hostile::of)
                            .toList()
                            .stream();
        }
    }

    @BeforeEach
    void forget() {
        gateway.reached.clear();
        impatient.reached.clear();
    }

    @AfterAll
    void close() {
        gateway.close();
        impatient.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    @DisplayName("has the one right outcome, and what should not reach a service does not")
    void outcome(Hostile hostile) throws IOException {
        if (hostile.request().endsWith(STAYS)) {
            var request = hostile.request().replace(STAYS, "");
            check(hostile, impatient, impatient.sendAndStay(bytes(request, impatient)));
        } else {
            check(hostile, gateway, gateway.send(bytes(hostile.request(), gateway)));
        }
    }

    private static void check(Hostile hostile, LiveGateway gateway, String answer) {
        assertThat(statuses(answer)).as(answer).isEqualTo(hostile.statuses());
        assertThat(gateway.reached)
                .extracting(request -> request.method() + " " + request.target())
                .isEqualTo(hostile.reached().stream().toList());
        assertThat(gateway.reached)
                .allSatisfy(request -> {
                    assertThat(request.headers().all("x-greenbelt-user")).containsExactly("ada");
                    assertThat(request.headers().fields())
                            .extracting(field -> field.name() + ": " + field.value())
                            .noneMatch(field -> field.matches(".*(eve|10\\.0\\.0\\.1).*"));
                });
        if (hostile.reached().isEmpty()) {
            assertThat(answer.toLowerCase(Locale.ROOT))
                    .contains("content-type: application/problem+json");
        }
        assertThat(gateway.world.failures()).isEmpty();
    }

    @Test
    @DisplayName("is one of many")
    void many() throws IOException {
        assertThat(table().count()).isGreaterThanOrEqualTo(LEAST_REQUESTS);
    }

    private static List<Integer> statuses(String answer) {
        var statuses = new ArrayList<Integer>();
        var lines = STATUS_LINE.matcher(answer);
        while (lines.find()) {
            statuses.add(Integer.valueOf(lines.group(1)));
        }
        return statuses;
    }

    /// The bytes that a request of the table stands for.
    private static byte[] bytes(String request, LiveGateway gateway) {
        var text = request.replace("↵", "\r\n");
        text =
                BYTE.matcher(text)
                        .replaceAll(it ->
                                Matcher.quoteReplacement(
                                        String.valueOf((char) Integer.parseInt(it.group(1), 16))));
        for (var it = REPEATED.matcher(text); it.find(); it = REPEATED.matcher(text)) {
            text =
                    it.replaceFirst(
                            Matcher.quoteReplacement(
                                    it.group(2).repeat(Integer.parseInt(it.group(1)))));
        }
        return new Forgery(gateway).fillIn(text).getBytes(ISO_8859_1);
    }
}
