package greenbelt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What libraries log")
class LibraryLogsTest {
    private final LogRing ring = new LogRing();

    @BeforeEach
    void install() {
        var now = Instant.parse("2026-01-01T00:00:00Z");
        LibraryLogs.redirect(InstantSource.fixed(now), ring);
    }

    @AfterEach
    void restore() throws java.io.IOException {
        LogManager.getLogManager().readConfiguration();
    }

    @Test
    @DisplayName("is in our log, with its arguments in their places")
    void bridged() {
        var record = new java.util.logging.LogRecord(Level.WARNING, "{0} is slow");
        record.setLoggerName("some.library");
        record.setParameters(new Object[] {"pool-1"});
        Logger.getLogger("some.library").log(record);

        assertThat(ring.recent(10))
                .extracting(LogEntry::text)
                .containsExactly(
                        "2026-01-01T00:00:00.000000Z WARN  process some.library \"pool-1 is slow\"");
    }

    @Test
    @DisplayName("below INFO is left out")
    void fine() {
        Logger.getLogger("some.library").fine("too much");

        assertThat(ring.recent(10)).isEmpty();
    }

    @Test
    @DisplayName("through System.Logger is there too")
    void systemLogger() {
        System.getLogger("some.library").log(System.Logger.Level.INFO, "hello");

        assertThat(ring.recent(10)).extracting(LogEntry::message).containsExactly("hello");
    }
}
