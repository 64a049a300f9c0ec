package greenbelt.projection;

import greenbelt.eventstore.Subscription;
import greenbelt.projection.ProjectionStatus.Mode;
import greenbelt.projection.ProjectionStatus.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Tells from what is in memory how projections fare.
final class Statuses {
    private Statuses() {}

    static List<ProjectionStatus> of(
            Collection<Member> members,
            BlueGreen blueGreen,
            Batches batches,
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
            statuses.add(
                    new ProjectionStatus(
                            current.projection(),
                            current.version(),
                            true,
                            Mode.ASYNC,
                            state,
                            current.position(),
                            lag(current, end),
                            current.target(),
                            OptionalInt.of(batches.following()),
                            member.deadLetters(),
                            says));
            member.next()
                    .ifPresent(it ->
                            statuses.add(
                                    next(it, Mode.ASYNC, blueGreen, end, batches.rebuilding())));
        }
        return statuses;
    }

    /// Of projections that are written with the events: no event is ever behind them.
    static List<ProjectionStatus> inline(
            Collection<Member> members, BlueGreen blueGreen, Batches batches) {
        var statuses = new ArrayList<ProjectionStatus>();
        for (var member : members) {
            var current = member.current();
            statuses.add(
                    new ProjectionStatus(
                            current.projection(),
                            current.version(),
                            true,
                            Mode.INLINE,
                            State.RUNNING,
                            current.position(),
                            0,
                            current.target(),
                            OptionalInt.empty(),
                            0,
                            Optional.empty()));
            long end = current.position();
            member.next()
                    .ifPresent(it ->
                            statuses.add(next(it, Mode.INLINE, blueGreen, end, batches.inline())));
        }
        return statuses;
    }

    private static ProjectionStatus next(
            Version version, Mode mode, BlueGreen blueGreen, long end, int batch) {
        return new ProjectionStatus(
                version.projection(),
                version.version(),
                false,
                mode,
                state(version, blueGreen),
                version.position(),
                lag(version, end),
                version.target(),
                OptionalInt.of(batch),
                0,
                version.halted());
    }

    private static long lag(Version version, long end) {
        return Math.max(0, end - version.position());
    }

    private static State state(Version next, BlueGreen blueGreen) {
        if (next.halted().isPresent()) {
            return State.HALTED;
        }
        return blueGreen.isBuilt(next.projection()) ? State.READY : State.BUILDING;
    }
}
