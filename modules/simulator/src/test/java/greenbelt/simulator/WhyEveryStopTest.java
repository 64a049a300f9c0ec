package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.fault.Delay;
import greenbelt.fault.Fault;
import greenbelt.fault.FaultKind;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.Landscape;
import greenbelt.fault.Target;
import greenbelt.fault.Target.OfDatabase;
import greenbelt.fault.Window;
import greenbelt.http.CallFailed;
import greenbelt.http.Request;
import greenbelt.simulator.Imprint.Setting;
import greenbelt.testkit.Share;
import greenbelt.world.Randomness;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Why an order stands still is told")
class WhyEveryStopTest {
    /// A small share; `./run.sh test --all` asks after every setting and every beginning of a fault.
    private static final Landscape LANDSCAPE = Simulator.landscape();

    private static final List<Setting> SETTINGS =
            List.of(Setting.SYNC, Setting.ASYNC, Setting.MIXED, Setting.CHOREOGRAPHED);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final List<Duration> BEGINNINGS =
            List.of(Duration.ZERO, Duration.ofMillis(10), Duration.ofMillis(30));

    @ParameterizedTest(name = "{0}")
    @EnumSource(FaultKind.class)
    @DisplayName("for every kind of fault, wherever it strikes")
    void everyKind(FaultKind kind) {
        for (var target : LANDSCAPE.targets(kind)) {
            for (var setting : some(SETTINGS, kind, target)) {
                for (var beginning : some(BEGINNINGS, kind, target)) {
                    told(kind, target, setting, beginning);
                }
            }
        }
    }

    @Test
    @DisplayName(
            "also where its events are read so slowly that there are more by the time they are looked at")
    void slowReads() {
        for (var setting : SETTINGS) {
            for (var beginning : BEGINNINGS) {
                told(FaultKind.LATENCY, new OfDatabase("events"), setting, beginning);
            }
        }
    }

    private static <T> List<T> some(List<T> all, FaultKind kind, Target target) {
        return Share.isWhole()
                ? all
                : List.of(Randomness.of(1, kind + " " + target + all.size()).pick(all));
    }

    private static void told(FaultKind kind, Target target, Setting setting, Duration beginning) {
        var fault = fault(kind, target, beginning);
        try (var system = Simulator.open(Plan.virtual(7))) {
            setting.set(system);
            system.run("get to know", () -> system.client().getToKnowTheTown());
            system.run("break", () -> system.add(new FaultPlan(List.of(fault))));
            system.run("order", () -> place(system));

            var why = system.run("why", () -> system.why("order-1"));
            assertThat(isMoving(why) || names(why, fault))
                    .as("%s, %s: %s\n%s", fault, setting, why.answer(), why.clues())
                    .isTrue();
        } catch (SimulatorException refused) {
            assertThat(refused).hasMessage("there is no order \"order-1\"; see: order list");
        }
    }

    private static Fault fault(FaultKind kind, Target target, Duration beginning) {
        var fault =
                Fault.of("broken", kind, target)
                        .withWindow(new Window(beginning, Optional.empty()));
        return kind.takesDelay() ? fault.withDelay(new Delay.Constant(HOUR)) : fault;
    }

    private static void place(Simulator system) {
        var asked = Shopping.in(system.client(), 1).order(0);
        try {
            system.client().call(Request.post("/orders", asked));
        } catch (CallFailed unheard) {
            // Whether there is an order now is what the customer would like to know, too.
            assertThat(unheard).isNotNull();
        }
        system.world().sleep(Duration.ofSeconds(10));
    }

    private static boolean isMoving(Why why) {
        return why.answer().contains("waits only for its shipping")
                || why.answer().endsWith("nothing more will happen");
    }

    /// Nobody has to guess: the answer says what is in the way, and what was found names the fault.
    private static boolean names(Why why, Fault fault) {
        boolean hasAnswer =
                !why.answer().contains("the last call had no answer")
                        && !why.answer().contains("nothing is in the way");
        return hasAnswer
                && (why.answer().contains("is down")
                        || why.clues().stream()
                                .anyMatch(clue ->
                                        clue.found().contains("fault " + fault.name() + " is on")));
    }
}
