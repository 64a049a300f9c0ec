package greenbelt.shard.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.database.DatabaseException;
import greenbelt.shard.write.WriteException.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A write in two phases")
class TwoPhaseTest {
    private final TwoShards shards = new TwoShards();

    @AfterEach
    void close() {
        shards.close();
    }

    private static Written write(TwoPhase writer, TwoShards on, Transfer transfer) {
        return writer.write(transfer.name(), transfer.about(), "transfer", transfer.pieces(on));
    }

    private TwoPhase writer() {
        return shards.inTask(() -> new TwoPhase(shards.log()));
    }

    @Test
    @DisplayName("is done on all shards")
    void writes() {
        var writer = writer();
        var written = shards.inTask(() -> write(writer, shards, shards.transfer("t", "30.00")));

        assertThat(written.total()).isEqualTo(2);
        assertThat(written.pending()).isEmpty();
        assertThat(shards.totals()).isEqualTo("70.00 + 130.00");
    }

    @ParameterizedTest(name = "{0} crashes")
    @ValueSource(
            strings = {
                TwoShards.COORDINATOR,
                "shard-1",
                "shard-2",
                "shard-1 shard-2",
                "shard-1 shard-2 coordinator"
            })
    @DisplayName(
            "is done on all shards or on none, whoever crashes at whichever step, and done when it was acknowledged")
    void crashAtEveryStep(String victim) {
        int steps =
                shards.steps(
                        log -> write(new TwoPhase(log), shards, shards.transfer("t", "30.00")));
        assertThat(steps).isGreaterThanOrEqualTo(10);
        int undone = 0;
        for (int step = 1; step <= steps; step++) {
            try (var fresh = new TwoShards()) {
                var transfer = fresh.transfer("t", "30.00");
                boolean acknowledged =
                        fresh.crashing(
                                victim, step, log -> write(new TwoPhase(log), fresh, transfer));
                fresh.start();
                fresh.onCoordinator(log -> new TwoPhase(log).recover(fresh));

                assertThat(fresh.isWhole()).as("whole, step %d", step).isTrue();
                assertThat(fresh.totals())
                        .as("step %d", step)
                        .isIn(
                                acknowledged
                                        ? List.of("70.00 + 130.00")
                                        : List.of("70.00 + 130.00", "100.00 + 100.00"));
                undone += fresh.totals().startsWith("100") ? 1 : 0;
                assertThat(inDoubt(fresh)).as("in doubt, step %d", step).isEmpty();

                fresh.onCoordinator(log -> write(new TwoPhase(log), fresh, transfer));
                assertThat(fresh.totals()).as("again, step %d", step).isEqualTo("70.00 + 130.00");
            }
        }
        assertThat(undone).isBetween(1, steps - 1);
    }

    @Test
    @DisplayName(
            "is whole in the end when the coordinator crashes again while it recovers, at whichever step")
    void crashInRecovery() {
        int steps =
                shards.steps(
                        log -> write(new TwoPhase(log), shards, shards.transfer("t", "30.00")));
        for (int step = 1; step <= steps; step++) {
            for (int again = 1; again <= steps; again++) {
                try (var fresh = new TwoShards()) {
                    var transfer = fresh.transfer("t", "30.00");
                    boolean acknowledged =
                            fresh.crashing(
                                    TwoShards.COORDINATOR,
                                    step,
                                    log -> write(new TwoPhase(log), fresh, transfer));
                    fresh.start();
                    fresh.crashing(
                            TwoShards.COORDINATOR, again, log -> new TwoPhase(log).recover(fresh));
                    fresh.start();
                    fresh.onCoordinator(log -> new TwoPhase(log).recover(fresh));

                    assertThat(fresh.totals())
                            .as("steps %d and %d", step, again)
                            .isIn(
                                    acknowledged
                                            ? List.of("70.00 + 130.00")
                                            : List.of("70.00 + 130.00", "100.00 + 100.00"));
                    assertThat(inDoubt(fresh)).isEmpty();
                }
            }
        }
    }

    private static List<String> inDoubt(TwoShards on) {
        return on.inTask(() ->
                on.shards().stream()
                        .flatMap(shard -> on.database(shard).inDoubt().stream())
                        .toList());
    }

    @Test
    @DisplayName(
            "can be read by halves between the commits of two shards: it is atomic, not isolated")
    void readByHalves() {
        var seen =
                shards.seenAt(
                        "after commit prepared",
                        log -> write(new TwoPhase(log), shards, shards.transfer("t", "30.00")),
                        shards::totalsHere);

        assertThat(seen).contains("70.00 + 100.00");
        assertThat(shards.totals()).isEqualTo("70.00 + 130.00");
    }

    @Test
    @DisplayName("shows nothing before it is decided")
    void invisibleBefore() {
        var seen =
                shards.seenAt(
                        "before decide",
                        log -> write(new TwoPhase(log), shards, shards.transfer("t", "30.00")),
                        shards::totalsHere);

        assertThat(seen).contains("100.00 + 100.00");
    }

    @Test
    @DisplayName("that one shard refuses has changed nothing on any")
    void refused() {
        var writer = writer();
        assertThatThrownBy(() ->
                        shards.inTask(() -> write(writer, shards, shards.impossible("t", "30.00"))))
                .isInstanceOfSatisfying(
                        WriteException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.REFUSED));
        assertThat(shards.totals()).isEqualTo("100.00 + 100.00");
        assertThat(inDoubt(shards)).isEmpty();
    }

    @Test
    @DisplayName("is done once, however often it is said under its name")
    void sameName() {
        var writer = writer();
        var transfer = shards.transfer("t", "30.00");
        var first = shards.inTask(() -> write(writer, shards, transfer));
        var second = shards.inTask(() -> write(writer, shards, transfer));

        assertThat(second).isEqualTo(first);
        assertThat(shards.totals()).isEqualTo("70.00 + 130.00");
    }

    @Test
    @DisplayName("is refused when something else was written under its name")
    void otherContent() {
        var writer = writer();
        shards.inTask(() -> write(writer, shards, shards.transfer("t", "30.00")));
        assertThatThrownBy(() ->
                        shards.inTask(() -> write(writer, shards, shards.transfer("t", "31.00"))))
                .isInstanceOfSatisfying(
                        WriteException.class,
                        other -> assertThat(other.kind()).isEqualTo(Kind.NAME_IN_USE))
                .hasMessageContaining("t was \"30.00 from order 1001");
        assertThat(shards.totals()).isEqualTo("70.00 + 130.00");
    }

    @Test
    @DisplayName("of which the log did not answer is settled under its name, or by the recovery")
    void uncertain() {
        var transfer = shards.transfer("t", "30.00");
        var writer = writer();
        shards.database(TwoShards.COORDINATOR).failCommitted("decide", 1);
        assertThatThrownBy(() -> shards.inTask(() -> write(writer, shards, transfer)))
                .isInstanceOfSatisfying(
                        WriteException.class,
                        uncertain -> assertThat(uncertain.kind()).isEqualTo(Kind.UNCERTAIN));
        assertThat(inDoubt(shards)).hasSize(2);

        shards.inTask(() -> write(writer, shards, transfer));

        assertThat(shards.totals()).isEqualTo("70.00 + 130.00");
        assertThat(inDoubt(shards)).isEmpty();
    }

    @Test
    @DisplayName("is certain when a shard cannot be told, which has it after the recovery")
    void pending() {
        var transfer = shards.transfer("t", "30.00");
        shards.seenAt(
                "after decide",
                log -> write(new TwoPhase(log), shards, transfer),
                () -> {
                    shards.crash("shard-2");
                    return true;
                });
        shards.start();
        assertThat(shards.totals()).isEqualTo("70.00 + 100.00");

        var writer = writer();
        var recovery = shards.inTask(() -> writer.recover(shards));

        assertThat(recovery.committed()).containsExactly("t");
        assertThat(shards.totals()).isEqualTo("70.00 + 130.00");
    }

    @Test
    @DisplayName(
            "names a shard that is not there when it recovers, and the write that waits for it")
    void unreachable() {
        shards.seenAt(
                "after decide",
                log -> write(new TwoPhase(log), shards, shards.transfer("t", "30.00")),
                () -> {
                    shards.crash("shard-2");
                    return true;
                });
        var writer = writer();
        var recovery = shards.inTask(() -> writer.recover(shards));

        assertThat(recovery.unreachable()).containsExactly(TwoShards.TWO);
        assertThat(recovery.pending()).containsExactly("t");
    }

    @Test
    @DisplayName("whose coordinator has lost its log keeps its rows, and is listed with what to do")
    void lostLog() {
        shards.seenAt(
                "before decide",
                log -> write(new TwoPhase(log), shards, shards.transfer("t", "30.00")),
                () -> {
                    shards.crash(TwoShards.COORDINATOR);
                    return true;
                });
        shards.loseLog();
        var writer = writer();
        var recovery = shards.inTask(() -> writer.recover(shards));

        assertThat(recovery.rolledBack()).isEmpty();
        assertThat(recovery.stranded()).hasSize(1);
        var stranded = recovery.stranded().getFirst();
        assertThat(stranded.shards()).containsExactly(TwoShards.ONE, TwoShards.TWO);
        assertThat(stranded.advice())
                .contains("prepared on shard-1, shard-2", "whose log is not this one");
        assertThatThrownBy(() ->
                        shards.inTask(
                                () -> write(writer, shards, shards.transfer("other", "1.00"))))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(stranded.name());

        var settled = shards.inTask(() -> writer.settle(shards, stranded.name(), false));

        assertThat(settled).isEqualTo(Set.of(TwoShards.ONE, TwoShards.TWO));
        shards.inTask(() -> write(writer, shards, shards.transfer("other", "1.00")));
        assertThat(shards.totals()).isEqualTo("99.00 + 101.00");
    }

    @Test
    @DisplayName("for which one shard is enough is a plain transaction there")
    void oneShard() {
        var writer = writer();
        var piece = shards.transfer("t", "30.00").pieces(shards).getLast();
        shards.inTask(() -> writer.write("add", List.of(piece)));

        assertThat(shards.totals()).isEqualTo("100.00 + 130.00");
    }
}
