package greenbelt.http.helidon;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How long a server waits for those who call it.
///
/// Only the time in which the server waits counts: a body that a handler reads slowly may take as long as it takes.
///
/// @param head from the first byte of a request until its headers are complete, and for the TLS handshake
/// @param body for a body, and for the reader of an answer, beyond the time that its bytes take at the least pace
/// @param idle before the next request on a connection
/// @param leastBytesPerSecond the least pace
/// @see <a href="https://httpd.apache.org/docs/2.4/mod/mod_reqtimeout.html">Apache mod_reqtimeout, which bounds the same by time and pace</a>
public record Patience(Duration head, Duration body, Duration idle, long leastBytesPerSecond) {
    /// 10 s for headers, 30 s for a body and one second more for each KiB, 30 s between requests.
    public static final Patience STANDARD =
            new Patience(
                    Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30), 1024);

    public Patience {
        if (leastBytesPerSecond < 1) {
            throw new IllegalArgumentException(
                    "the least pace must be >= 1 byte per second, was " + leastBytesPerSecond);
        }
    }

    /// How long so many bytes may take.
    long nanosFor(long bytes) {
        return body.toNanos() + TimeUnit.SECONDS.toNanos(bytes / leastBytesPerSecond);
    }
}
