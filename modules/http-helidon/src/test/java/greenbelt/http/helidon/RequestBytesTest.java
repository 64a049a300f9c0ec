package greenbelt.http.helidon;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.WritableHeaders;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The bytes of requests")
class RequestBytesTest {
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: x\r\n\r\n";
    private static final Patience PATIENCE =
            new Patience(
                    Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60), 10);

    private final Line line = new Line();
    private final RequestBytes bytes = new RequestBytes(line, PATIENCE);

    /// A sender whose pieces come one after the other, each after its pause.
    private static final class Line implements Source {
        private record Piece(long afterSeconds, String text) {}

        private final Deque<Piece> pieces = new ArrayDeque<>();
        private long now;

        Line sends(String... texts) {
            return sendsEvery(0, texts);
        }

        Line sendsEvery(long seconds, String... texts) {
            for (var text : texts) {
                pieces.add(new Piece(seconds, text));
            }
            return this;
        }

        @Override
        public byte @Nullable [] next(long patienceNanos) {
            if (pieces.isEmpty()) {
                return null;
            }
            long pause = Duration.ofSeconds(pieces.getFirst().afterSeconds()).toNanos();
            if (pause > patienceNanos) {
                now += Math.max(patienceNanos, 0);
                throw new TooLate();
            }
            now += pause;
            return pieces.removeFirst().text().getBytes(ISO_8859_1);
        }

        @Override
        public long nanoTime() {
            return now;
        }
    }

    private static WritableHeaders<?> chunked() {
        return WritableHeaders.create().add(HeaderValues.TRANSFER_ENCODING_CHUNKED);
    }

    private static WritableHeaders<?> length(int length) {
        return WritableHeaders.create()
                .add(HeaderValues.create(HeaderNames.CONTENT_LENGTH, length));
    }

    private List<String> read(int times) {
        var read = new ArrayList<String>();
        for (int i = 0; i < times; i++) {
            var next = bytes.get();
            read.add(next == null ? "the end" : new String(next, ISO_8859_1));
        }
        return read;
    }

    @Test
    @DisplayName("come no further than to the end of the headers, however they were sent")
    void cutsAtTheHead() {
        line.sends(HEAD + HEAD + "rest");

        assertThat(read(3)).containsExactly(HEAD, HEAD, "rest");
    }

    @Test
    @DisplayName("find the end of the headers also where it comes in pieces")
    void headInPieces() {
        line.sends("GET / HTTP/1.1\r\nHost: x\r", "\n", "\r", "\nGET /2");

        assertThat(read(5))
                .containsExactly("GET / HTTP/1.1\r\nHost: x\r", "\n", "\r", "\n", "GET /2");
    }

    @Test
    @DisplayName("of a body are as many as were announced, and the next request after them")
    void counted() {
        line.sends(HEAD + "hel", "lo" + HEAD);
        read(1);
        bytes.bodyBegins(length(5));

        assertThat(read(3)).containsExactly("hel", "lo", HEAD);
    }

    @Test
    @DisplayName("of a body in chunks come in chunks of our own, as soon as they are there")
    void reframed() {
        line.sends(HEAD + "00a\r\nhello", "world\r\n2\r", "\nab\r\n0\r\n\r\n" + HEAD);
        read(1);
        bytes.bodyBegins(chunked());

        assertThat(read(5))
                .containsExactly(
                        "5\r\nhello\r\n", "5\r\nworld\r\n", "2\r\nab\r\n", "0\r\n\r\n", HEAD);
    }

    @Test
    @DisplayName("of a chunk of any size are handed over in small pieces")
    void largeChunk() {
        line.sends(HEAD + "7fffffffffff\r\n", "a".repeat(20_000));
        read(1);
        bytes.bodyBegins(chunked());

        assertThat(read(3))
                .extracting(text -> text.split("\r\n", -1)[0])
                .containsExactly("2000", "2000", "e20");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("are refused with 400 where a chunk is none")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    a sign                | +2↵ab↵0↵↵
                    a sign below zero     | -2↵ab↵0↵↵
                    a prefix              | 0x2↵ab↵0↵↵
                    a blank in front      | ' 2↵ab↵0↵↵'
                    a blank behind        | 2 ↵ab↵0↵↵
                    an extension          | 2;a=b↵ab↵0↵↵
                    a digit that is none  | g↵ab↵0↵↵
                    a digit of elsewhere  | ٢↵ab↵0↵↵
                    an underscore         | 1_0↵ab↵0↵↵
                    no digit              | ↵ab↵0↵↵
                    more digits than fit  | 10000000000000002↵ab↵0↵↵
                    zeros without an end  | 0000000000000000000002↵ab↵0↵↵
                    more than it says     | 2↵abc↵0↵↵
                    no line break behind  | 2↵abXX0↵↵
                    half a line break     | 2↵ab«CR»X0↵↵
                    a line feed alone     | 2«LF»ab↵0↵↵
                    a return alone        | 2«CR»ab↵0↵↵
                    trailers              | 0↵a: b↵↵
                    """)
    void notAChunk(String what, String body) {
        line.sends(HEAD + body.replace("↵", "\r\n").replace("«CR»", "\r").replace("«LF»", "\n"));
        read(1);
        bytes.bodyBegins(chunked());

        assertThatThrownBy(() -> read(4))
                .as(what)
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refused -> assertThat(refused.status().code()).isEqualTo(400));
    }

    @Test
    @DisplayName("end where the connection does, in whatever part of a chunk")
    void brokenOff() {
        line.sends(HEAD + "5\r\nab");
        read(1);
        bytes.bodyBegins(chunked());

        assertThat(read(2)).containsExactly("2\r\nab\r\n", "the end");
    }

    @Test
    @DisplayName("are given up with 408 when headers come a byte at a time")
    void slowHead() {
        line.sends("G").sendsEvery(1, "ET / HTTP/1.1\r\nHost: x\r\nA: b".split("", -1));

        assertThatThrownBy(() -> read(40)).satisfies(refused -> isTimeout(refused));
        assertThat(Duration.ofNanos(line.now)).isEqualTo(PATIENCE.head());
    }

    @Test
    @DisplayName("end without a word when no further request comes in time")
    void idle() {
        line.sends(HEAD).sendsEvery(61, HEAD);

        assertThat(read(2)).containsExactly(HEAD, "the end");
    }

    private void sendBody(int pieces, int secondsEach) {
        line.sends(HEAD);
        for (int i = 0; i < pieces; i++) {
            line.sendsEvery(secondsEach, "a".repeat(100));
        }
        read(1);
        bytes.bodyBegins(length(pieces * 100));
    }

    @Test
    @DisplayName("of a body may take as long as they take, while they keep the pace")
    void atPace() {
        sendBody(200, 10);

        assertThat(read(200)).allMatch(text -> text.length() == 100);
    }

    @Test
    @DisplayName(
            "of a body are given up with 408 when they have fallen behind the pace for too long")
    void belowPace() {
        sendBody(200, 11);

        assertThatThrownBy(() -> read(200)).satisfies(refused -> isTimeout(refused));
        assertThat(Duration.ofNanos(line.now))
                .isEqualTo(PATIENCE.body().plusSeconds(20 * 100 / 10));
    }

    @Test
    @DisplayName("of a body may be read as slowly as their reader likes")
    void slowReader() {
        sendBody(3, 1);
        read(1);
        line.now += Duration.ofDays(1).toNanos();

        assertThat(read(2)).allMatch(text -> text.length() == 100);
    }

    private static void isTimeout(Throwable refused) {
        assertThat(refused)
                .isInstanceOfSatisfying(
                        RequestException.class,
                        it -> assertThat(it.status().code()).isEqualTo(408));
    }
}
