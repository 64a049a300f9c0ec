package greenbelt.bench.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Reading answers from a connection")
class AnswersTest {
    private final Answers answers = new Answers();

    private int afterReceiving(String text) {
        answers.buffer().put(text.getBytes(US_ASCII));
        return answers.status();
    }

    @Test
    @DisplayName("knows an answer with a length when its last byte is there, and not before")
    void length() {
        assertThat(afterReceiving("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell")).isZero();
        assertThat(afterReceiving("o")).isEqualTo(200);
    }

    @Test
    @DisplayName("knows an answer in chunks when the last one is there, and not before")
    void chunks() {
        assertThat(
                        afterReceiving(
                                "HTTP/1.1 404 Not Found\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n"))
                .isZero();
        assertThat(afterReceiving("0\r\n\r\n")).isEqualTo(404);
    }

    @Test
    @DisplayName("knows an empty answer in chunks")
    void noChunks() {
        assertThat(afterReceiving("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                .isEqualTo(200);
    }

    @Test
    @DisplayName("keeps what comes after an answer for the next one")
    void next() {
        assertThat(
                        afterReceiving(
                                "HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\naHTTP/1.1 503 Service Unavailable\r\n"))
                .isEqualTo(200);
        assertThat(afterReceiving("content-length: 0\r\n\r\n")).isEqualTo(503);
    }
}
