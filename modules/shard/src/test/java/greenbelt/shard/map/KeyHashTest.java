package greenbelt.shard.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The hash of a key")
class KeyHashTest {
    @Test
    @DisplayName("never changes: rows are where it once put them")
    void neverChanges() {
        assertThat(KeyHash.text(KeyHash.of(0L))).isEqualTo("0000000000000000");
        assertThat(KeyHash.text(KeyHash.of(1L))).isEqualTo("b456bcfc34c2cb2c");
        assertThat(KeyHash.text(KeyHash.of(2L))).isEqualTo("3abf2a20650683e7");
        assertThat(KeyHash.text(KeyHash.of(-1L))).isEqualTo("64b5720b4b825f21");
        assertThat(KeyHash.text(KeyHash.of("north"))).isEqualTo("2baf0ec4f29dad31");
        assertThat(KeyHash.text(KeyHash.of("Zürich"))).isEqualTo("24b22821293c05d0");
    }

    @Test
    @DisplayName(
            "is the same for a number of any type, and for nothing but whole numbers and texts")
    void takesWholeNumbersAndTexts() {
        assertThat(KeyHash.of(42))
                .isEqualTo(KeyHash.of(42L))
                .isEqualTo(KeyHash.of(new BigDecimal("42.00")));
        assertThatThrownBy(() -> KeyHash.of(Instant.EPOCH))
                .isInstanceOf(ShardMapException.class)
                .hasMessage("a key is a whole number or a text, was Instant 1970-01-01T00:00:00Z");
    }

    @Test
    @DisplayName(
            "spreads neighbours evenly: of 100,000 on 16 shards each has 6,250, give or take 5%")
    void spreadsEvenly() {
        assertEven(number -> (long) number);
        assertEven(number -> number * 4_096L);
        assertEven(number -> "user-" + Integer.toString(number));
    }

    private static void assertEven(IntFunction<Object> key) {
        var ranges = HashRanges.equal(16);
        var counts = new int[17];
        IntStream.range(0, 100_000).forEach(i -> counts[ranges.shardOf(key.apply(i)).number()]++);
        assertThat(IntStream.of(counts).skip(1))
                .allSatisfy(n -> assertThat(n).isBetween(5937, 6563));
    }
}
