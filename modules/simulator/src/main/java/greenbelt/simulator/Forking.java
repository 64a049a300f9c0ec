package greenbelt.simulator;

import greenbelt.fault.Fault;
import greenbelt.fault.FaultPlan;
import greenbelt.fault.Faults;
import greenbelt.inventory.InventoryBooks;
import greenbelt.order.OrderLog;
import greenbelt.simulator.Fork.Change;
import greenbelt.simulator.Fork.Change.ChangeEvent;
import greenbelt.simulator.Fork.Change.DropEvent;
import greenbelt.simulator.Fork.Change.DropFault;
import greenbelt.simulator.Fork.Change.PutFault;
import greenbelt.user.UserBooks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Takes a past, makes a second one of it in which one thing is otherwise, and lets both go on, each in a virtual world of
/// its own.
///
/// A scratch world has the log as events, and databases of the services that agree with it, word for word: what the log
/// does not say has not happened. Whatever was under way when the past was taken is asked for again, as after the loss
/// of every node at once. Keys to personal data stay where they are, so addresses cannot be read there.
final class Forking {
    private final Plan plan;
    private final Past past;

    /// What is known of a moment.
    ///
    /// @param faults what was on, with what is left of its time
    record Past(
            OrderLog log,
            Instant moment,
            UserBooks users,
            InventoryBooks inventory,
            List<Fault> faults) {}

    /// @param plan how the scratch worlds are built
    Forking(Plan plan, Past past) {
        this.plan = plan;
        this.past = past;
    }

    /// The faults of `statuses` that were on at a moment, or were to come then; those that were taken off since are not known.
    static List<Fault> faultsAt(Instant moment, List<Faults.Status> statuses) {
        var faults = new ArrayList<Fault>();
        for (var status : statuses) {
            if (!status.since().isAfter(moment)) {
                status.fault()
                        .window()
                        .after(Duration.between(status.since(), moment))
                        .ifPresent(rest -> faults.add(status.fault().withWindow(rest)));
            }
        }
        return faults;
    }

    /// Throws [IllegalArgumentException] when the change cannot be made.
    ForkReport run(Fork fork, Consumer<String> progress) {
        var changed = changed(fork.change());
        progress.accept("as it was");
        var control = ScratchWorld.run(plan, past, fork.atMost());
        progress.accept("with the change");
        var other = ScratchWorld.run(plan, changed, fork.atMost());
        return new ForkReport(
                fork.position(),
                past.moment(),
                past.log().size(),
                past.faults().stream().map(Fault::toString).toList(),
                inWords(fork.change()),
                fork.seed(),
                control.outcome(),
                other.outcome(),
                control.differences(other));
    }

    private String inWords(Change change) {
        return switch (change) {
            case DropEvent(var position) -> "without " + past.log().inWords(position);
            case ChangeEvent event ->
                    past.log().inWords(event.position()) + " says " + event.inWords();
            case DropFault(var name) -> "without fault " + name;
            case PutFault(var fault) -> "with fault " + fault;
        };
    }

    private Past changed(Change change) {
        return switch (change) {
            case DropEvent(var position) -> with(past.log().without(position));
            case ChangeEvent(var position, var fields) -> with(past.log().with(position, fields));
            case DropFault(var name) -> withFaults(without(name), true, name);
            case PutFault(var fault) -> {
                var faults = new ArrayList<>(without(fault.name()));
                faults.add(fault);
                yield withFaults(faults, false, fault.name());
            }
        };
    }

    private Past with(OrderLog log) {
        return new Past(log, past.moment(), past.users(), past.inventory(), past.faults());
    }

    private List<Fault> without(String name) {
        return past.faults().stream().filter(fault -> !fault.name().equals(name)).toList();
    }

    private Past withFaults(List<Fault> faults, boolean mustBeFewer, String name) {
        if (mustBeFewer && faults.size() == past.faults().size()) {
            throw new IllegalArgumentException(
                    "there was no fault \"%s\" at %s that is still on; there were: %s"
                            .formatted(
                                    name,
                                    past.moment(),
                                    past.faults().isEmpty()
                                            ? "none"
                                            : String.join(
                                                    ", ",
                                                    past.faults().stream()
                                                            .map(Fault::name)
                                                            .toList())));
        }
        return new Past(
                past.log(),
                past.moment(),
                past.users(),
                past.inventory(),
                new FaultPlan(faults).faults()); // which refuses those that contradict each other
    }
}
