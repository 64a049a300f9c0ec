package greenbelt.projection;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.projection.ProjectionStatus.State;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A read model that is built anew")
class RebuildTest {
    private static final String BUILD = "build sales";

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.close();
    }

    /// Makes what is read differ from what the events say, so that it shows which version is read.
    private void spoil() {
        shop.inTask(() ->
                shop.database().write("spoil", session -> session.update("delete from sales_v1")));
    }

    @Test
    @DisplayName(
            "is seen from one read to the next when it is switched to, and follows before and after")
    void blueGreen() {
        shop.append(1, 7);
        spoil();
        assertThat(shop.rebuild(shop.sales)).isEqualTo(new Rebuilt.Begun("sales", 2, 7));
        shop.append(8, 8);
        assertThat(shop.read(shop.sales)).containsExactly("e8");

        assertThat(shop.switchOver(shop.sales)).isEqualTo(new Switched.Done("sales", 1, 2));
        assertThat(shop.read(shop.sales)).hasSize(8);
        shop.append(9, 9);
        assertThat(shop.read(shop.sales)).hasSize(9).contains("e9");
        assertThat(shop.read(shop.stock)).hasSize(9);
    }

    @Test
    @DisplayName("is ready when it has what there was when it was begun")
    void ready() {
        shop.append(1, 3);
        shop.database().fail(BUILD, 30);
        shop.rebuild(shop.sales);
        assertThat(shop.status(shop.sales))
                .extracting(
                        ProjectionStatus::version,
                        ProjectionStatus::state,
                        ProjectionStatus::percent)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, State.RUNNING, 100),
                        org.assertj.core.groups.Tuple.tuple(2L, State.BUILDING, 0));

        assertThat(shop.inTask(() -> shop.projections().awaitBuilt("sales", Shop.PATIENCE)))
                .isTrue();
        assertThat(shop.status(shop.sales))
                .last()
                .extracting(ProjectionStatus::state)
                .isEqualTo(State.READY);
    }

    @Test
    @DisplayName(
            "cannot be switched to before it is built, however far behind the readers' version is")
    void notBefore() {
        shop.append(1, 3);
        assertThat(shop.switchOver(shop.sales)).isEqualTo(new Switched.NothingBuilt("sales"));

        shop.database().fail(BUILD, 1_000);
        shop.rebuild(shop.sales);
        assertThat(shop.switchOver(shop.sales)).isEqualTo(new Switched.Behind("sales", 0, 3));
        assertThat(shop.read(shop.sales)).hasSize(3);
    }

    @Test
    @DisplayName("goes on after a crash where it was, also when the answer to a commit was lost")
    void crash() {
        shop.append(1, 9);
        spoil();
        shop.database().failCommitted(BUILD, 1);
        shop.rebuild(shop.sales);
        shop.crash();
        shop.restart();

        assertThat(shop.status(shop.sales))
                .last()
                .extracting(ProjectionStatus::state)
                .isEqualTo(State.READY);
        assertThat(shop.switchOver(shop.sales)).isEqualTo(new Switched.Done("sales", 1, 2));
        assertThat(shop.read(shop.sales)).hasSize(9);
    }

    @Test
    @DisplayName(
            "stops at an event that it cannot take and names it, while the readers' version goes on")
    void poison() {
        shop.append(1, 2);
        shop.append("a", "bad", "Poison");
        shop.rebuild(shop.sales);
        shop.append(3, 4);

        assertThat(shop.status(shop.sales).getLast().says())
                .contains("event 3 (Poison in a): IllegalStateException: cannot read bad");
        assertThat(shop.status(shop.sales).getLast().position()).isEqualTo(2);
        assertThat(shop.switchOver(shop.sales)).isInstanceOf(Switched.Halted.class);
        assertThat(shop.read(shop.sales)).containsExactlyInAnyOrder("e1", "e2", "e3", "e4");

        shop.sales.cure();
        assertThat(shop.rebuild(shop.sales)).isEqualTo(new Rebuilt.Begun("sales", 3, 5));
        assertThat(shop.switchOver(shop.sales)).isEqualTo(new Switched.Done("sales", 1, 3));
        assertThat(shop.read(shop.sales)).hasSize(5);
        assertThat(shop.inTask(() -> shop.projections().deadLetters("sales"))).isEmpty();
    }

    @Test
    @DisplayName("is gone when it is cancelled, tables and all, and can be begun again")
    void cancel() {
        shop.append(1, 3);
        shop.rebuild(shop.sales);
        assertThat(shop.rebuild(shop.sales)).isEqualTo(new Rebuilt.InTheWay("sales", 2));
        assertThat(shop.inTask(() -> shop.projections().cancel("sales"))).contains(2L);
        shop.append(4, 4);

        assertThat(tables()).containsExactly("SALES_V1");
        assertThat(shop.inTask(() -> shop.projections().cancel("sales"))).isEmpty();
        assertThat(shop.rebuild(shop.sales)).isEqualTo(new Rebuilt.Begun("sales", 3, 4));
        assertThat(shop.switchOver(shop.sales)).isEqualTo(new Switched.Done("sales", 1, 3));
        assertThat(shop.read(shop.sales)).hasSize(4);
    }

    @Test
    @DisplayName(
            "leaves the tables of the version before where they are until the next one is begun")
    void retired() {
        shop.append(1, 3);
        shop.rebuild(shop.sales);
        shop.switchOver(shop.sales);
        assertThat(tables()).containsExactly("SALES_V1", "SALES_V2");

        shop.rebuild(shop.sales);
        assertThat(tables()).containsExactly("SALES_V2", "SALES_V3");
    }

    @Test
    @DisplayName("is never a process: what acts upon its rows would act again")
    void process() {
        assertThat(shop.rebuild(shop.bells)).isEqualTo(new Rebuilt.NotRebuildable("bells"));
    }

    private List<String> tables() {
        return shop.inTask(() ->
                shop.database()
                        .read(
                                "tables",
                                session ->
                                        session.query(
                                                "select table_name from information_schema.tables"
                                                        + " where table_name like 'SALES%' order by table_name",
                                                row -> row.text("table_name"))));
    }
}
