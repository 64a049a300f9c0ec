package greenbelt.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.eventstore.EventStoreException;
import greenbelt.projection.Awaited.Reason;
import greenbelt.projection.ProjectionStatus.Mode;
import greenbelt.projection.ProjectionStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A projection")
class ProjectionsTest {
    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    @DisplayName("takes each event once, also when a commit was made whose answer was lost")
    void answerLost() {
        shop.database().failCommitted(Follower.WHAT, 1);
        shop.append(1, 2);
        shop.await("sales");

        assertThat(shop.read(shop.sales)).containsExactly("e1", "e2");
        assertThat(shop.world.failures()).isEmpty();
    }

    @Test
    @DisplayName("goes on when its database is well again, however often it has failed")
    void databaseWellAgain() {
        shop.database().fail(Follower.WHAT, 50);
        long last = shop.append("s", "e1", "Sold");

        assertThat(shop.status(shop.sales))
                .first()
                .extracting(ProjectionStatus::state)
                .isEqualTo(State.RETRYING);
        assertThat(
                        shop.inTask(() ->
                                shop.projections()
                                        .awaitAppend(List.of("sales"), last, Shop.PATIENCE)))
                .isEqualTo(new Awaited.Visible());
        assertThat(shop.read(shop.sales)).containsExactly("e1");
    }

    @Test
    @DisplayName("goes on after a crash where it was")
    void crash() {
        shop.append(1, 3);
        shop.crash();
        shop.restart();
        shop.append(4, 5);

        assertThat(shop.read(shop.sales)).hasSize(5);
        assertThat(shop.status(shop.sales))
                .containsExactly(
                        new ProjectionStatus(
                                "sales",
                                1,
                                true,
                                Mode.ASYNC,
                                State.RUNNING,
                                5,
                                0,
                                0,
                                OptionalInt.of(200),
                                0,
                                Optional.empty()));
    }

    @Test
    @DisplayName(
            "makes an event that it cannot take a dead letter, and what comes after it in its stream waits behind it")
    void deadLetter() {
        shop.stock.cure();
        shop.append("a", "bad", "Poison");
        shop.append("a", "next", "Sold");
        shop.append("b", "other", "Sold");

        assertThat(shop.read(shop.sales)).containsExactly("other");
        assertThat(shop.read(shop.stock)).containsExactlyInAnyOrder("bad", "next", "other");
        assertThat(shop.inTask(() -> shop.projections().deadLetters("sales")))
                .extracting(
                        DeadLetter::position,
                        DeadLetter::stream,
                        DeadLetter::waits,
                        DeadLetter::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                1L, "a", false, "IllegalStateException: cannot read bad"),
                        org.assertj.core.groups.Tuple.tuple(
                                2L, "a", true, "an earlier event of its stream is a dead letter"));
        assertThat(shop.world.failures()).isEmpty();
    }

    @Test
    @DisplayName("takes its dead letters when they are handed to it again, in their order")
    void redrive() {
        shop.append("a", "bad", "Poison");
        shop.append("a", "next", "Sold");
        shop.append("b", "worse", "Poison");
        assertThat(shop.inTask(() -> shop.projections().redrive("sales")))
                .isEqualTo(new Redriven("sales", 0, 3));

        shop.sales.cure();
        assertThat(shop.inTask(() -> shop.projections().redrive("sales")))
                .isEqualTo(new Redriven("sales", 3, 0));
        assertThat(shop.read(shop.sales)).containsExactly("bad", "worse", "next");
        shop.append("a", "last", "Sold");
        assertThat(shop.read(shop.sales)).contains("last");
    }

    @Test
    @DisplayName(
            "halts with too many dead letters, and then is the only one that waiting for an append names")
    void halts() {
        shop.stock.cure();
        long last = 0;
        for (int i = 0; i <= Follower.MAX_DEAD_LETTERS + 1; i++) {
            last = shop.append("s-" + i, "bad-" + i, "Poison");
        }
        long end = last;

        var stuck =
                shop.inTask(() ->
                        shop.projections()
                                .awaitAppend(
                                        List.of("sales", "stock"), end, Duration.ofSeconds(1)));
        assertThat(stuck)
                .isEqualTo(
                        new Awaited.Stuck(
                                List.of(
                                        new Reason(
                                                "sales",
                                                Follower.MAX_DEAD_LETTERS + 1,
                                                "it has more than 1000 dead letters: build it anew"))));
        assertThat(stuck.toString())
                .contains("sales stands at 1001: it has more than 1000 dead letters");

        shop.sales.cure();
        shop.rebuild(shop.sales);
        assertThat(shop.switchOver(shop.sales)).isInstanceOf(Switched.Done.class);
        assertThat(shop.read(shop.sales)).hasSize((int) end);
        assertThat(shop.status(shop.sales)).allMatch(ProjectionStatus::isHealthy);
    }

    @Test
    @DisplayName("says of a dead letter that somebody waits for that it is one")
    void awaitsDeadLetter() {
        long bad = shop.append("a", "bad", "Poison");

        assertThat(
                        shop.inTask(() ->
                                shop.projections()
                                        .awaitAppend(List.of("sales"), bad, Shop.PATIENCE)))
                .isEqualTo(
                        new Awaited.Stuck(
                                List.of(new Reason("sales", bad, "event 1 is a dead letter"))));
    }

    @Test
    @DisplayName("that stands beyond the end of the log halts and says so, until it is built anew")
    void beyondTheLog() {
        shop.append(1, 3);
        shop.crash();
        shop.loseEvents();
        shop.restartWithoutProcess();
        shop.append(1, 1);

        assertThat(shop.status(shop.sales))
                .singleElement()
                .extracting(ProjectionStatus::says)
                .isEqualTo(
                        Optional.of(
                                "read model sales stands at 3, but the last event is 0: it belongs to other events"));
        assertThat(shop.read(shop.sales)).hasSize(3);
        shop.rebuild(shop.sales);
        assertThat(shop.switchOver(shop.sales)).isEqualTo(new Switched.Done("sales", 1, 2));
        shop.append(2, 2);
        assertThat(shop.read(shop.sales)).containsExactly("e1", "e2");
    }

    @Test
    @DisplayName(
            "that is a process does not begin beyond the end of the log: it cannot be built anew")
    void processBeyondTheLog() {
        shop.append(1, 3);
        shop.crash();
        shop.loseEvents();

        assertThatThrownBy(shop::restart)
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("bells stands at 3, but the last event is 0");
    }

    @Test
    @DisplayName("is not known by any other name")
    void unknown() {
        assertThatThrownBy(() -> shop.inTask(() -> shop.projections().rebuild("sale")))
                .hasStackTraceContaining(
                        "there is no projection \"sale\"; there are bells, sales, stock");
    }
}
