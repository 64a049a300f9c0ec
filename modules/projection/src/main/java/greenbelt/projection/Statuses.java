package greenbelt.projection;

import greenbelt.eventstore.Subscription;
import greenbelt.projection.ProjectionStatus.Mode;
import greenbelt.projection.ProjectionStatus.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Tells from what is in memory how projections fare.
final class Statuses {
    private Statuses() {}

    static List<ProjectionStatus> of(
            Collection<Member> members,
            BlueGreen blueGreen,
            Subscription.Status follower,
            long end) {
        var statuses = new ArrayList<ProjectionStatus>();
        for (var member : members) {
            var found = member.current();
            boolean isBehind = found.halted().isEmpty() && found.position() < follower.position();
            var current = isBehind ? found.at(follower.position()) : found;
            var state =
                    current.halted().isPresent()
                            ? State.HALTED
                            : follower.state().isWell() ? State.RUNNING : State.RETRYING;
            var says =
                    current.halted()
                            .or(() ->
                                    state == State.RETRYING
                                            ? follower.lastError()
                                            : Optional.empty());
            statuses.add(status(current, true, Mode.ASYNC, state, member.deadLetters(), end, says));
            member.next()
                    .ifPresent(next ->
                            statuses.add(
                                    status(
                                            next,
                                            false,
                                            Mode.ASYNC,
                                            state(next, blueGreen),
                                            0,
                                            end,
                                            next.halted())));
        }
        return statuses;
    }

    /// Of projections that are written with the events: no event is ever behind them.
    static List<ProjectionStatus> inline(Collection<Member> members, BlueGreen blueGreen) {
        var statuses = new ArrayList<ProjectionStatus>();
        for (var member : members) {
            var current = member.current();
            long end = current.position();
            statuses.add(
                    status(current, true, Mode.INLINE, State.RUNNING, 0, end, Optional.empty()));
            member.next()
                    .ifPresent(next ->
                            statuses.add(
                                    status(
                                            next,
                                            false,
                                            Mode.INLINE,
                                            state(next, blueGreen),
                                            0,
                                            end,
                                            next.halted())));
        }
        return statuses;
    }

    private static State state(Version next, BlueGreen blueGreen) {
        if (next.halted().isPresent()) {
            return State.HALTED;
        }
        return blueGreen.isBuilt(next.projection()) ? State.READY : State.BUILDING;
    }

    private static ProjectionStatus status(
            Version version,
            boolean reads,
            Mode mode,
            State state,
            long deadLetters,
            long end,
            Optional<String> says) {
        return new ProjectionStatus(
                version.projection(),
                version.version(),
                reads,
                mode,
                state,
                version.position(),
                Math.max(0, end - version.position()),
                version.target(),
                deadLetters,
                says);
    }
}
