package greenbelt.search;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Edge;
import greenbelt.contract.Finding;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.Faults;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import greenbelt.simulator.SimulatorException;
import greenbelt.world.Deadlock;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import greenbelt.world.Watermark;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A trial under way.
final class TrialRun implements AutoCloseable {
    /// How long all requests may take, in virtual time; each gives up long before.
    private static final Duration LOAD_PATIENCE = Duration.ofHours(1);

    /// How long a system may take to recover when nothing is broken any more, in virtual time.
    static final Duration RECOVERY = Duration.ofDays(1);

    /// How the reason of an order ends that was given up because an answer was overdue.
    private static final String TOO_LATE = "did not answer in time";

    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Trial trial;
    private final Examination examination;
    private final Simulator system;
    private final Violations violations;
    private Optional<Customers> customers = Optional.empty();
    private List<OrderView> orders = List.of();
    private int acknowledged;
    private int settledUnderFaults;
    private List<Outcome.Struck> struck = List.of();

    TrialRun(Trial trial, Examination examination) {
        this.trial = trial;
        this.examination = examination;
        this.system =
                Simulator.open(
                        Plan.virtual(trial.seed())
                                .withVariants(trial.variants())
                                .withScale(trial.workload().scale()));
        this.violations = new Violations(system);
    }

    /// Carries the trial out; once.
    Outcome outcome() {
        for (var edge : Edge.values()) {
            system.mode(edge, Errand.beginning(trial.workload(), trial.seed(), edge));
        }
        system.flow(trial.workload().flow());
        during("load", this::load);
        during("recover", this::recover);
        during("check", this::check);
        var world = (VirtualWorld) system.world();
        var seen = violations.of(orders);
        return new Outcome(
                seen,
                acknowledged,
                settledUnderFaults,
                struck,
                violations.sinceTheBeginning(),
                world.steps(),
                Fingerprint.of(system, orders, seen));
    }

    /// A phase that cannot end breaks a rule, too.
    private void during(String phase, Runnable body) {
        try {
            system.run(phase, body);
        } catch (SimulatorException failure) {
            broke("a node that is started again comes up", phase, failure);
        } catch (Deadlock | IllegalStateException stuck) {
            broke("whatever is begun comes to an end", phase, stuck);
        } catch (RuntimeException mistake) {
            broke("whatever happens is provided for", phase, mistake);
        }
    }

    private void broke(String invariant, String phase, RuntimeException failure) {
        var detail = phase + ": " + failure.getMessage();
        violations.add(new Finding(invariant, List.of(detail)), true);
    }

    private void load() {
        var world = system.world();
        var console = world.node(Simulator.CONSOLE).orElseThrow();
        var some = new Customers(world, system.client(), trial.workload(), trial.seed());
        customers = Optional.of(some);
        var errands = Errand.of(trial.workload(), trial.seed());
        some.payIn(places(errands));
        if (!trial.faults().equals(FaultPlan.NONE)) {
            system.add(trial.faults());
        }
        var done = world.watermark("errands done", 0);
        var watch = new Watch(system, examination, violations);
        console.spawn("watch", watch::run);
        for (var errand : errands) {
            begin(errand, console, some, done);
        }
        if (!errands.isEmpty()) {
            done.awaitBeyond(errands.size() - 1, LOAD_PATIENCE);
        }
        watch.stop();
        acknowledged = some.acknowledged();
    }

    private static List<Errand.Place> places(List<Errand> errands) {
        return errands.stream()
                .filter(Errand.Place.class::isInstance)
                .map(Errand.Place.class::cast)
                .toList();
    }

    private void begin(Errand errand, Node console, Customers customers, Watermark done) {
        var name =
                switch (errand) {
                    case Errand.Place place -> "order " + place.n();
                    case Errand.Switch toggle -> "switch " + toggle.n();
                    case Errand.SignUp newcomer -> "sign-up " + newcomer.n();
                };
        console.spawn(
                name,
                () -> {
                    system.world().sleep(errand.at());
                    switch (errand) {
                        case Errand.Place place -> customers.place(place);
                        case Errand.Switch toggle -> system.mode(toggle.edge(), toggle.mode());
                        case Errand.SignUp newcomer -> customers.signUp(newcomer.n());
                    }
                    done.advanceTo(done.value() + 1);
                });
    }

    private void recover() {
        struck = system.faults().list().stream().map(TrialRun::struck).toList();
        system.faults().clear();
        settledUnderFaults =
                (int) system.orders().stream().filter(order -> order.status().isSettled()).count();
        for (var node : system.nodes()) {
            if (system.world().node(node).isEmpty()) {
                system.restart(node);
            }
        }
        system.redrive();
        var world = system.world();
        var end = world.now().plus(RECOVERY);
        var pause = FIRST_LOOK;
        while (!system.pending().isEmpty() && world.now().isBefore(end)) {
            world.sleep(pause);
            pause = pause.multipliedBy(2);
            if (pause.compareTo(LONGEST_PAUSE) > 0) {
                pause = LONGEST_PAUSE;
            }
        }
        world.sleep(system.plan().timeouts().shipping().plus(FIRST_LOOK));
    }

    private void check() {
        orders = system.orders();
        customers.ifPresent(some -> violations.add(some.oneRequestPlacesOneOrder(orders), false));
        if (trial.faults().equals(FaultPlan.NONE)) {
            violations.add(noneIsGivenUp(), false);
        }
        examination.inTheEnd(system).forEach(finding -> violations.add(finding, false));
    }

    private static Outcome.Struck struck(Faults.Status status) {
        var fault = status.fault();
        return new Outcome.Struck(
                fault.name(),
                fault.kind(),
                status.opportunities(),
                status.hits(),
                status.moments());
    }

    /// What must hold where nothing stands in anybody's way.
    private Finding noneIsGivenUp() {
        return new Finding(
                "no order is given up for lateness while everything works",
                orders.stream()
                        .filter(order -> order.reason().orElse("").endsWith(TOO_LATE))
                        .map(order -> order.number() + ": " + order.reason().orElse(""))
                        .toList());
    }

    Recording recording(Outcome outcome) {
        var names = new LinkedHashMap<String, String>();
        customers.ifPresent(some -> names.putAll(some.numbers()));
        orders.forEach(order -> names.put(order.id().toString(), order.number()));
        return Recording.of(trial, outcome, system, names);
    }

    /// What is left behind, when the trial was carried out with this outcome.
    Footprint footprint(Outcome outcome) {
        var left = new AtomicReference<>(Footprint.NONE);
        during(
                "look",
                () -> {
                    var places = places(Errand.of(trial.workload(), trial.seed()));
                    var placed = customers.orElseThrow().placed(places);
                    left.set(new Footprints(system, placed, outcome).gather());
                });
        return left.get();
    }

    @Override
    public void close() {
        system.close();
    }
}
