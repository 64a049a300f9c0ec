package greenbelt.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.eventstore.EventStoreException;
import greenbelt.projection.ProjectionStatus.Mode;
import greenbelt.projection.ProjectionStatus.State;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An inline projection")
class InlineProjectionsTest {
    private final InlineShop shop = new InlineShop(7);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    @DisplayName("shows what was appended as soon as the append has returned, and is never behind")
    void atOnce() {
        shop.start();
        shop.append("e1", "Sold");
        shop.append("e2", "Sold");

        assertThat(shop.rows()).containsExactly("e1", "e2");
        assertThat(shop.status())
                .containsExactly(
                        new ProjectionStatus(
                                "seen",
                                1,
                                true,
                                Mode.INLINE,
                                State.RUNNING,
                                2,
                                0,
                                0,
                                OptionalInt.empty(),
                                0,
                                Optional.empty()));
    }

    @Test
    @DisplayName(
            "fails the append of an event that it cannot take, naming itself, and nothing is written")
    void poison() {
        shop.start();
        shop.append("e1", "Sold");

        assertThatThrownBy(() -> shop.append("e2", "Poison"))
                .isInstanceOf(EventStoreException.class)
                .hasMessage(
                        "append to s: inline projection seen does not take Poison: cannot read e2");
        assertThat(shop.log()).containsExactly("e1");
        shop.append("e3", "Sold");
        assertThat(shop.rows()).isEqualTo(shop.log()).containsExactly("e1", "e3");
    }

    @Test
    @DisplayName(
            "fails an append whose rows its tables do not take: so a key keeps a rule over all streams")
    void key() {
        shop.start();
        shop.write("insert into seen_v1 values ('taken', 1)");

        assertThatThrownBy(() -> shop.append("taken", "Sold"))
                .isInstanceOf(EventStoreException.class)
                .hasMessageContaining("inline projection seen does not take Sold");
        assertThat(shop.log()).isEmpty();
    }

    @Test
    @DisplayName("catches up before the first append when it is new, or events came without it")
    void catchesUp() {
        shop.startWithout();
        shop.append("e1", "Sold");
        shop.append("e2", "Sold");
        shop.restart();

        assertThat(shop.rows()).containsExactly("e1", "e2");
        shop.append("e3", "Sold");
        assertThat(shop.rows()).containsExactly("e1", "e2", "e3");
    }

    @Test
    @DisplayName("does not start on a log that it cannot take")
    void cannotCatchUp() {
        shop.startWithout();
        shop.append("e1", "Poison");

        assertThatThrownBy(shop::restart)
                .isInstanceOf(EventStoreException.class)
                .hasMessage(
                        "inline projection seen cannot take the events after position 0: cannot read e1");
    }

    @Test
    @DisplayName("is made anew when the log ends before it, as after a crash that took events back")
    void ahead() {
        shop.start();
        shop.append("e1", "Sold");
        shop.append("e2", "Sold");
        shop.write("delete from event where id = 'e2'");
        shop.restart();

        assertThat(shop.rows()).containsExactly("e1");
        shop.append("e3", "Sold");
        assertThat(shop.rows()).containsExactly("e1", "e3");
    }

    @Test
    @DisplayName("is built anew beside the tables that are read, while events are appended")
    void rebuilds() {
        shop.start();
        shop.append("e1", "Sold");
        assertThat(shop.inTask(() -> shop.projections().rebuild("seen")))
                .isEqualTo(new Rebuilt.Begun("seen", 2, 1));
        shop.append("e2", "Sold");
        shop.write("insert into seen_v1 values ('stray', 9)"); // what building anew is for

        assertThat(shop.status())
                .extracting(ProjectionStatus::state)
                .containsExactly(State.RUNNING, State.READY);
        assertThat(shop.inTask(() -> shop.projections().switchOver("seen", InlineShop.PATIENCE)))
                .isEqualTo(new Switched.Done("seen", 1, 2));
        shop.append("e3", "Sold");
        assertThat(shop.rows()).containsExactly("e1", "e2", "e3");
    }

    @Test
    @DisplayName(
            "stops being built at an event that it cannot take any more; what is read stays, and goes on")
    void halts() {
        shop.start();
        shop.seen().cure();
        shop.append("e1", "Poison");
        shop.withStrictProjection();
        shop.restart();
        shop.inTask(() -> shop.projections().rebuild("seen"));
        shop.inTask(() -> shop.projections().awaitBuilt("seen", InlineShop.PATIENCE));

        assertThat(shop.status().getLast())
                .satisfies(next -> {
                    assertThat(next.state()).isEqualTo(State.HALTED);
                    assertThat(next.says().orElseThrow())
                            .startsWith("event 1 (Poison in s): ")
                            .endsWith("cannot read e1");
                });
        shop.append("e2", "Sold");
        assertThat(shop.rows()).containsExactly("e1", "e2");
        assertThat(shop.inTask(() -> shop.projections().cancel("seen"))).contains(2L);
    }

    @Test
    @DisplayName("cannot be a process")
    void process() {
        assertThatThrownBy(() -> shop.start(new Seen("bells", Projection.Kind.PROCESS)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "bells cannot be inline: what is acted upon cannot be taken back with its events");
    }

    @Test
    @DisplayName("has no dead letters")
    void noDeadLetters() {
        shop.start();

        assertThat(shop.inTask(() -> shop.projections().deadLetters("seen"))).isEmpty();
        assertThat(shop.inTask(() -> shop.projections().redrive("seen")))
                .isEqualTo(new Redriven("seen", 0, 0));
    }
}
