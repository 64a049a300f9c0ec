package greenbelt.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An envelope")
class EnvelopeTest {
    private static final Envelope PLACED = envelope("order", "OrderPlaced", "order-1", "{}");

    private static Envelope envelope(String source, String type, String subject, String data) {
        return new Envelope(
                new MessageId("a"),
                source,
                type,
                1,
                subject,
                Instant.EPOCH,
                Optional.empty(),
                Optional.of(new MessageId("cause")),
                data);
    }

    @Test
    @DisplayName("takes as much data as may be, and refuses more with the limit and what it had")
    void dataLimit() {
        var most = "x".repeat(Envelope.MAX_DATA_BYTES);
        assertThat(envelope("order", "Large", "order-1", most).data()).isEqualTo(most);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> envelope("order", "Large", "order-1", most + "x"))
                .withMessage("data must have at most 1048576 bytes of UTF-8, had 1048577");
    }

    @Test
    @DisplayName("counts its data in bytes: a third as many euro signs as letters")
    void dataLimitInBytes() {
        var most = "€".repeat(Envelope.MAX_DATA_BYTES / 3);
        assertThat(envelope("order", "Large", "order-1", most + "x").data()).hasSize(349_526);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> envelope("order", "Large", "order-1", most + "€"))
                .withMessage("data must have at most 1048576 bytes of UTF-8, had 1048578");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, Envelope.MAX_NAME_LENGTH + 1})
    @DisplayName("refuses a source, type or subject that is empty or too long")
    void nameLimits(int length) {
        var name = "x".repeat(length);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> envelope(name, "OrderPlaced", "order-1", "{}"))
                .withMessage("source must have 1 to 200 characters, had " + length);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> envelope("order", name, "order-1", "{}"))
                .withMessageStartingWith("type must have");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> envelope("order", "OrderPlaced", name, "{}"))
                .withMessageStartingWith("subject must have");
    }

    @Test
    @DisplayName("says the same when only the time and the trace are others")
    void saysTheSame() {
        var later =
                new Envelope(
                        PLACED.id(),
                        PLACED.source(),
                        PLACED.type(),
                        PLACED.schemaVersion(),
                        PLACED.subject(),
                        Instant.EPOCH.plusSeconds(5),
                        Optional.of(new TraceContext("1".repeat(32), "2".repeat(16), true)),
                        PLACED.cause(),
                        PLACED.data());
        assertThat(PLACED.saysTheSameAs(later)).isTrue();
        assertThat(PLACED.saysTheSameAs(envelope("user", "OrderPlaced", "order-1", "{}")))
                .isFalse();
        assertThat(PLACED.saysTheSameAs(envelope("order", "OrderPaid", "order-1", "{}"))).isFalse();
        assertThat(PLACED.saysTheSameAs(envelope("order", "OrderPlaced", "order-2", "{}")))
                .isFalse();
        assertThat(PLACED.saysTheSameAs(envelope("order", "OrderPlaced", "order-1", "[]")))
                .isFalse();
    }
}
