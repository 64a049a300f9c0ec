package greenbelt.simulator;

import greenbelt.bus.Bus.GroupStatus;
import greenbelt.bus.Bus.TopicStatus;
import greenbelt.contract.Edge;
import greenbelt.contract.Flow;
import greenbelt.contract.Mode;
import greenbelt.database.Durability;
import greenbelt.eventstore.Subscription;
import greenbelt.eventstore.journal.JournalStatus;
import greenbelt.fault.Fault;
import greenbelt.fault.Faults;
import greenbelt.fault.Rate;
import greenbelt.fault.Window;
import greenbelt.order.Quarantined;
import greenbelt.projection.ProjectionStatus;
import greenbelt.telemetry.TraceStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is on and how it fares, as it was found just now: every listener was asked, with the databases and queues that it
/// stands on; what has not answered is down or unwell here.
///
/// @param world `live` or `virtual`
/// @param seed what a virtual world is drawn from
/// @param durability what a commit of a live world's databases survives
/// @param now the world's time
/// @param gateway where the gateway can be reached
/// @param nodes every node, up or not, by name
/// @param flow who sees to it that new orders get what they need
/// @param modes how new orders call the other services
/// @param faults every fault that has not been taken off, in the order in which they were put on
/// @param topics every topic and its last position
/// @param groups every group and how far it is behind
/// @param readers how far the readers of the event store are, and whether they go on
/// @param projections the read models and the timers of the order service, if it is up
/// @param quarantine the orders that are set aside, because they cannot be handled, if that is known
/// @param outboxes of the services that are up and have one
/// @param journal of the events, when something is wrong with it; nobody is worse off but for replays that take longer
/// @param traces what the trace store holds, and what it had to let go
/// @param failures how many tasks have ended by throwing
/// @param lastFailure what the last of them that is kept has thrown
public record Status(
        String world,
        Optional<Long> seed,
        Optional<Durability> durability,
        Instant now,
        String gateway,
        List<NodeStatus> nodes,
        Flow flow,
        Map<Edge, Mode> modes,
        List<FaultStatus> faults,
        List<TopicStatus> topics,
        List<GroupStatus> groups,
        List<Subscription.Status> readers,
        List<ProjectionStatus> projections,
        QuarantineStatus quarantine,
        List<OutboxStatus> outboxes,
        Optional<JournalStatus> journal,
        TraceStore.Stats traces,
        long failures,
        Optional<String> lastFailure) {
    /// Whether everything is up and answers, every group listens, every reader goes on, no projection is stuck or has dead
    /// letters, and no outbox is stuck.
    public boolean isHealthy() {
        return nodes.stream().allMatch(node -> node.state() == NodeState.UP)
                && groups.stream().allMatch(GroupStatus::subscribed)
                && readers.stream().allMatch(reader -> reader.state().isWell())
                && projections.stream().allMatch(ProjectionStatus::isHealthy)
                && outboxes.stream().allMatch(outbox -> outbox.lastError().isEmpty());
    }

    /// Whether every message and every event has been dealt with, so that what is read is what has happened.
    public boolean isCaughtUp() {
        return groups.stream().allMatch(group -> group.lag() == 0)
                && readers.stream().allMatch(reader -> reader.lag() == 0);
    }

    /// A fault.
    ///
    /// @param line as a plan has it, which is how to put it on again
    /// @param since when it was put on
    /// @param opportunities how many operations it might have struck
    /// @param hits how many it has struck
    public record FaultStatus(
            String name,
            String kind,
            String target,
            String rate,
            String window,
            Faults.State state,
            long opportunities,
            long hits,
            Instant since,
            String line) {
        /// The fault in words.
        public static FaultStatus of(Faults.Status status) {
            var fault = status.fault();
            return new FaultStatus(
                    fault.name(),
                    fault.kind().word(),
                    fault.target().toString(),
                    rate(fault),
                    window(fault),
                    status.state(),
                    status.opportunities(),
                    status.hits(),
                    status.since(),
                    fault.toString());
        }

        private static String rate(Fault fault) {
            return fault.isOnce()
                    ? "once"
                    : fault.rate().equals(Rate.ALWAYS)
                            ? "always"
                            : withoutDashes(fault.rate().toString());
        }

        private static String window(Fault fault) {
            return fault.window().equals(Window.OPEN)
                    ? "until taken off"
                    : withoutDashes(fault.window().toString());
        }

        private static String withoutDashes(String options) {
            return options.replace("--", "");
        }
    }

    /// The quarantine of the order service.
    ///
    /// @param orders those that are set aside, the first one first; empty when that is not known
    /// @param unknown why it is not known, if it is not: the node is down, or cannot read its database
    public record QuarantineStatus(List<Quarantined> orders, Optional<String> unknown) {
        public QuarantineStatus {
            orders = List.copyOf(orders);
        }
    }

    /// The outbox of a service.
    ///
    /// @param waiting how many messages have not been published yet
    /// @param lastError why they cannot be, if they cannot
    public record OutboxStatus(String service, long waiting, Optional<String> lastError) {}

    /// A node.
    ///
    /// @param node its name, such as `order-1`
    /// @param detail what it answered, or why it did not
    public record NodeStatus(String node, NodeState state, String detail) {}

    /// How a node fares.
    public enum NodeState {
        /// It and all that it stands on have answered.
        UP,
        /// It is up, but it, or something that it stands on, has not answered.
        UNWELL,
        /// It has crashed or was stopped.
        DOWN
    }
}
