package greenbelt.simulator;

import greenbelt.fault.Fault;
import greenbelt.fault.FaultPlan;
import greenbelt.inventory.InventoryBooks;
import greenbelt.order.OrderLog;
import greenbelt.simulator.Fork.Change;
import greenbelt.simulator.Fork.Change.ChangeEvent;
import greenbelt.simulator.Fork.Change.DropEvent;
import greenbelt.simulator.Fork.Change.DropFault;
import greenbelt.simulator.Fork.Change.PutFault;
import greenbelt.user.UserBooks;
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
    private final InFact fact;

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
    /// @param fact how the past went on in fact
    Forking(Plan plan, Past past, InFact fact) {
        this.plan = plan;
        this.past = past;
        this.fact = fact;
    }

    /// Throws [IllegalArgumentException] when the change cannot be made.
    ForkReport run(Fork fork, Consumer<String> progress) {
        var changed = changed(fork.change());
        progress.accept("without change");
        var control = ScratchWorld.run(plan, past, fork.atMost());
        progress.accept("with the change");
        var other = ScratchWorld.run(plan, changed, fork.atMost());
        return new ForkReport(
                fork.position(),
                past.moment(),
                past.log().size(),
                past.log().leftOut(),
                past.faults().stream().map(Fault::toString).toList(),
                inWords(fork.change()),
                fork.seed(),
                control.outcome(),
                other.outcome(),
                control.differences(other),
                fact.missing(past, control.outcome().until(), control.statuses()));
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
            case DropFault(var name) -> withFaults(mustBeFewer(without(name), name));
            case PutFault(var fault) -> {
                var faults = new ArrayList<>(without(fault.name()));
                faults.add(fault);
                mustFit(faults);
                yield withFaults(faults);
            }
        };
    }

    private Past with(OrderLog log) {
        return new Past(log, past.moment(), past.users(), past.inventory(), past.faults());
    }

    private List<Fault> without(String name) {
        return past.faults().stream().filter(fault -> !fault.name().equals(name)).toList();
    }

    private List<Fault> mustBeFewer(List<Fault> faults, String name) {
        if (faults.size() == past.faults().size()) {
            throw new IllegalArgumentException(
                    "there was no fault \"%s\" at %s; there were: %s%s"
                            .formatted(
                                    name,
                                    past.moment(),
                                    past.faults().isEmpty()
                                            ? "none"
                                            : String.join(
                                                    ", ",
                                                    past.faults().stream()
                                                            .map(Fault::name)
                                                            .toList()),
                                    past.moment().isBefore(fact.faults().since())
                                            ? " that are known; they are from %s on"
                                                    .formatted(fact.faults().since())
                                            : ""));
        }
        return faults;
    }

    /// Those that are hidden by another one are of no account. Throws [IllegalArgumentException].
    private void mustFit(List<Fault> faults) {
        var added = faults.getLast();
        var together = new ArrayList<>(FaultPlan.visible(without(added.name())));
        together.add(added);
        var _ = new FaultPlan(together);
    }

    private Past withFaults(List<Fault> faults) {
        return new Past(past.log(), past.moment(), past.users(), past.inventory(), faults);
    }
}
