package greenbelt.projection;

import greenbelt.eventstore.Subscription;
import greenbelt.projection.ProjectionStatus.Mode;
import greenbelt.projection.ProjectionStatus.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells from what is in memory how projections fare.
final class Statuses {
    private Statuses() {}

    static List<ProjectionStatus> of(
            Collection<Member> members,
            Map<String, Rebuild> rebuilds,
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
            statuses.add(status(current, true, state, member.deadLetters(), end, says));
            member.next()
                    .ifPresent(next ->
                            statuses.add(
                                    status(
                                            next,
                                            false,
                                            state(next, rebuilds),
                                            0,
                                            end,
                                            next.halted())));
        }
        return statuses;
    }

    private static State state(Version next, Map<String, Rebuild> rebuilds) {
        if (next.halted().isPresent()) {
            return State.HALTED;
        }
        var rebuild = Optional.ofNullable(rebuilds.get(next.projection()));
        return rebuild.filter(it -> it.built().value() >= 0).isPresent()
                ? State.READY
                : State.BUILDING;
    }

    private static ProjectionStatus status(
            Version version,
            boolean reads,
            State state,
            long deadLetters,
            long end,
            Optional<String> says) {
        return new ProjectionStatus(
                version.projection(),
                version.version(),
                reads,
                Mode.ASYNC,
                state,
                version.position(),
                Math.max(0, end - version.position()),
                version.target(),
                deadLetters,
                says);
    }
}
