package greenbelt.shard.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.Database;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.write.WriteException.Kind;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A write by best effort")
class BestEffortTest {
    private final TwoShards shards = new TwoShards();

    @AfterEach
    void close() {
        shards.close();
    }

    private Written write(Transfer transfer) {
        return new BestEffort().write("transfer", transfer.pieces(shards));
    }

    @Test
    @DisplayName("does each shard's piece in a transaction of its own")
    void writes() {
        var written = shards.inTask(() -> write(shards.transfer("t", "30.00")));

        assertThat(written.total()).isEqualTo(2);
        assertThat(shards.totals()).isEqualTo("70.00 + 130.00");
    }

    @Test
    @DisplayName("has broken the sum when the writer crashes between two shards, and nobody knows")
    void crashBetween() {
        var transfer = shards.transfer("t", "30.00");
        int sumsBroken = 0;
        int steps = shards.steps(log -> write(shards.transfer("warm-up", "1.00")));
        for (int step = 1; step <= steps; step++) {
            try (var fresh = new TwoShards()) {
                fresh.crashing(
                        TwoShards.COORDINATOR,
                        step,
                        log -> new BestEffort().write("transfer", transfer.pieces(fresh)));
                sumsBroken += fresh.isWhole() ? 0 : 1;
            }
        }
        assertThat(sumsBroken).isPositive();
    }

    @Test
    @DisplayName("that is refused by the second shard stays done on the first, and says so")
    void partly() {
        assertThatThrownBy(() -> shards.inTask(() -> write(shards.impossible("t", "30.00"))))
                .isInstanceOfSatisfying(
                        PartlyWritten.class,
                        partly -> assertThat(partly.done()).containsOnlyKeys(TwoShards.ONE))
                .hasMessageStartingWith(
                        "transfer failed on shard-2, and stays done on [shard-1]: there is no order 9999");
        assertThat(shards.totals()).isEqualTo("70.00 + 100.00");
    }

    @Test
    @DisplayName("that is refused by the first shard has changed nothing")
    void refused() {
        assertThatThrownBy(() -> shards.inTask(() -> write(shards.transfer("t", "300.00"))))
                .isInstanceOfSatisfying(
                        WriteException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.REFUSED));
        assertThat(shards.totals()).isEqualTo("100.00 + 100.00");
    }

    @Test
    @DisplayName("that is said twice is done twice: it has no name")
    void twice() {
        shards.inTask(() ->
                List.of(
                        write(shards.transfer("t", "30.00")),
                        write(shards.transfer("t", "30.00"))));
        assertThat(shards.totals()).isEqualTo("40.00 + 160.00");
    }

    @Test
    @DisplayName("takes one piece per shard, and one shard that there is")
    void badInput() {
        var piece = shards.transfer("t", "1.00").pieces(shards).getFirst();
        assertThatThrownBy(() -> new BestEffort().write("twice", List.of(piece, piece)))
                .hasMessage("shard-1 has two pieces of one write");
        var none =
                new Participants() {
                    @Override
                    public NavigableSet<ShardId> shards() {
                        return new TreeSet<>(List.of(TwoShards.TWO));
                    }

                    @Override
                    public ShardId shardOf(Object key) {
                        return shards.shardOf(key);
                    }

                    @Override
                    public Database database(ShardId shard) {
                        return shards.database(shard);
                    }
                };
        assertThatThrownBy(() -> shards.transfer("t", "1.00").pieces(none))
                .isInstanceOfSatisfying(
                        WriteException.class,
                        unknown -> assertThat(unknown.kind()).isEqualTo(Kind.UNKNOWN_SHARD))
                .hasMessageContaining("is on shard-1, and there are [shard-2]");
    }
}
