package greenbelt.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.Bus.GroupStatus;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.contract.Flow;
import greenbelt.eventstore.Subscription;
import greenbelt.eventstore.Subscription.State;
import greenbelt.projection.ProjectionStatus;
import greenbelt.simulator.Status.NodeState;
import greenbelt.simulator.Status.NodeStatus;
import greenbelt.simulator.Status.OutboxStatus;
import greenbelt.simulator.Status.QuarantineStatus;
import greenbelt.telemetry.TraceStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The status of a system")
class StatusTest {
    private static final NodeStatus UP = new NodeStatus("user-1", NodeState.UP, "answers");
    private static final GroupStatus LISTENS = group(true);
    private static final Subscription.Status READS = reader(State.LIVE);
    private static final OutboxStatus PUBLISHES = new OutboxStatus("user", 0, Optional.empty());

    @Test
    @DisplayName("is healthy when everything is up and goes on")
    void healthy() {
        assertThat(status(UP, LISTENS, READS, PUBLISHES).isHealthy()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UP")
    @DisplayName("is not when a node is")
    void node(NodeState state) {
        var unwell = new NodeStatus("user-1", state, "says nothing");

        assertThat(status(unwell, LISTENS, READS, PUBLISHES).isHealthy()).isFalse();
    }

    @Test
    @DisplayName("is not when nobody listens for a group")
    void groupGone() {
        assertThat(status(UP, group(false), READS, PUBLISHES).isHealthy()).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(
            value = State.class,
            names = {"STOPPED", "RETRYING"})
    @DisplayName("is not when a reader of the events does not go on")
    void readerStopped(State state) {
        assertThat(status(UP, LISTENS, reader(state), PUBLISHES).isHealthy()).isFalse();
    }

    @Test
    @DisplayName("is not when an outbox cannot be emptied")
    void outboxStuck() {
        var stuck = new OutboxStatus("user", 1, Optional.of("the bus refuses"));

        assertThat(status(UP, LISTENS, READS, stuck).isHealthy()).isFalse();
    }

    @ParameterizedTest(name = "{0}, {1} dead letters")
    @CsvSource({"HALTED, 0", "RETRYING, 0", "RUNNING, 1"})
    @DisplayName("is not when a projection is stuck, or could not take an event")
    void projectionStuck(ProjectionStatus.State state, long deadLetters) {
        assertThat(status(projection(ProjectionStatus.State.RUNNING, 0)).isHealthy()).isTrue();
        assertThat(status(projection(state, deadLetters)).isHealthy()).isFalse();
    }

    private static ProjectionStatus projection(ProjectionStatus.State state, long deadLetters) {
        return new ProjectionStatus(
                "sales",
                1,
                true,
                ProjectionStatus.Mode.ASYNC,
                state,
                0,
                0,
                0,
                OptionalInt.of(200),
                deadLetters,
                Optional.empty());
    }

    private static Status status(ProjectionStatus projection) {
        return status(UP, LISTENS, READS, List.of(projection), PUBLISHES);
    }

    private static GroupStatus group(boolean subscribed) {
        return new GroupStatus(
                new Topic("user.events"),
                new Group("order"),
                0,
                0,
                0,
                subscribed,
                false,
                List.of(),
                List.of(),
                Optional.empty());
    }

    private static Subscription.Status reader(State state) {
        return new Subscription.Status("orders", state, 0, 0, Optional.empty());
    }

    private static Status status(
            NodeStatus node, GroupStatus group, Subscription.Status reader, OutboxStatus outbox) {
        return status(node, group, reader, List.of(), outbox);
    }

    private static Status status(
            NodeStatus node,
            GroupStatus group,
            Subscription.Status reader,
            List<ProjectionStatus> projections,
            OutboxStatus outbox) {
        return new Status(
                "virtual",
                Optional.of(7L),
                Optional.empty(),
                Instant.EPOCH,
                "simulated network",
                List.of(node),
                Flow.ORCHESTRATION,
                Map.of(),
                List.of(),
                List.of(),
                List.of(group),
                List.of(reader),
                projections,
                new QuarantineStatus(List.of(), Optional.empty()),
                List.of(outbox),
                Optional.empty(),
                new TraceStore().stats(),
                0,
                Optional.empty());
    }
}
