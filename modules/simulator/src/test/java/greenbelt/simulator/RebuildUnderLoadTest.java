package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Finding;
import greenbelt.database.DatabaseException;
import greenbelt.fault.Fault;
import greenbelt.fault.FaultKind;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.Rate;
import greenbelt.fault.Target.OfDatabase;
import greenbelt.fault.Target.OfNode;
import greenbelt.projection.Switched;
import greenbelt.world.Randomness;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
        "Read models that are built anew and switched again and again, in mid-load, while the order service crashes")
class RebuildUnderLoadTest {
    private static final int SEEDS = 6;
    private static final int ORDERS = 40;
    private static final List<String> READ_MODELS =
            List.of("order-detail", "order-list", "sales", "user-history");
    private static final FaultPlan FAULTS =
            new FaultPlan(
                    List.of(
                            Fault.of("crashes", FaultKind.CRASH, new OfNode("order-1"))
                                    .withRate(new Rate.EveryNth(397)),
                            Fault.of("refusals", FaultKind.COMMIT_REFUSED, new OfDatabase("order"))
                                    .withRate(new Rate.Probability(0.03)),
                            Fault.of("silences", FaultKind.REPLY_LOST, new OfDatabase("order"))
                                    .withRate(new Rate.Probability(0.03))));

    private int switches;
    private int reads;
    private long most;
    private boolean hasShrunk;

    @Test
    @DisplayName("lose no row and double none, and never show less than they have shown")
    void whole() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            run(seed);
        }
        assertThat(switches).isGreaterThan(SEEDS);
        assertThat(reads).isGreaterThan(100);
        assertThat(hasShrunk).isFalse();
    }

    private void run(long seed) {
        most = 0;
        try (var system = Simulator.open(Plan.virtual(seed).withFaults(FAULTS))) {
            var setting = Randomness.of(seed, "setting").pick(List.of(Imprint.Setting.values()));
            setting.set(system);
            var others = system.world().start("others");
            others.spawn("builder", () -> build(system));
            others.spawn("reader", () -> read(system));
            var load = new LoadPlan(ORDERS, OptionalInt.empty(), 4, seed, Duration.ofSeconds(10));
            system.run("load", () -> system.load(load, answered -> {}));
            system.run("work on", () -> system.world().sleep(Duration.ofMillis(200)));
            others.stop();
            system.run("mend", () -> system.faults().clear());
            system.run("let timers ring", () -> system.world().sleep(Duration.ofMinutes(90)));
            system.run("redrive", () -> system.redrive());

            assertThat(system.run("pending", system::pending)).as("seed %d", seed).isEmpty();
            assertThat(system.run("check", system::check))
                    .as("seed %d", seed)
                    .allMatch(Finding::holds);
            assertThat(system.run("status", system::status).projections())
                    .as("seed %d", seed)
                    .allMatch(status -> status.isHealthy() && status.lag() == 0);
        }
    }

    private void build(Simulator system) {
        while (true) {
            for (var name : READ_MODELS) {
                try {
                    system.projections().rebuild(name);
                    if (system.projections().switchOver(name, Duration.ofSeconds(1))
                            instanceof Switched.Done) {
                        switches++;
                    }
                } catch (SimulatorException | DatabaseException failed) {
                    system.world().rest(Duration.ofMillis(1));
                }
            }
            system.world().rest(Duration.ofMillis(2));
        }
    }

    private void read(Simulator system) {
        while (true) {
            try {
                long rows =
                        system.projections()
                                .read(
                                        "order-list",
                                        "count",
                                        (session, tables) ->
                                                session.queryOne(
                                                                tables.sql(
                                                                        "select count(*) as orders from order_list_{v}"),
                                                                row -> row.number("orders"))
                                                        .orElseThrow());
                hasShrunk |= rows < most;
                most = Math.max(most, rows);
                reads++;
            } catch (SimulatorException | DatabaseException failed) {
                system.world().rest(Duration.ofMillis(1));
            }
            system.world().rest(Duration.ofNanos(500_000));
        }
    }
}
