package greenbelt.projection;

import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.projection.Projections.Parts;
import greenbelt.projection.Version.Role;
import greenbelt.world.FailureText;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Hands dead letters to a projection again: in the order of the log, and of a stream none after one that fails again.
///
/// New events of the stream wait behind them meanwhile, because the follower looks for dead letters in its transaction.
final class Redrive {
    private final Parts parts;
    private final Member member;
    private final Set<String> failed = new HashSet<>();

    Redrive(Parts parts, Member member) {
        this.parts = parts;
        this.member = member;
    }

    Redriven run() {
        long taken = 0;
        while (true) {
            var due = due();
            if (due.isEmpty()) {
                return new Redriven(member.name(), taken, member.deadLetters());
            }
            for (var letter : due) {
                if (!failed.contains(letter.stream()) && isTaken(letter)) {
                    taken++;
                }
            }
        }
    }

    private List<DeadLetter> due() {
        return parts
                .database()
                .read("find dead letters", session -> DeadLetterTable.of(session, member.name()))
                .stream()
                .filter(letter -> !failed.contains(letter.stream()))
                .toList();
    }

    private boolean isTaken(DeadLetter letter) {
        var stream = new StreamId(letter.stream());
        var event = parts.store().read(stream, letter.version() - 1, 1).stream().findFirst();
        try {
            return take(letter, event);
        } catch (RuntimeException failure) {
            if (!Poison.isBehind(failure)) {
                throw failure;
            }
            failed.add(letter.stream());
            failedAgain(letter, failure);
            return false;
        }
    }

    /// @param event none when its stream was deleted meanwhile: then there is nothing left to take
    private boolean take(DeadLetter letter, Optional<StoredEvent> event) {
        return parts.database()
                .write(
                        "redrive an event of " + member.name(),
                        session -> {
                            var current =
                                    VersionTable.with(session, member.name(), Role.CURRENT)
                                            .orElseThrow();
                            if (!DeadLetterTable.delete(session, letter)) {
                                return false; // somebody else has, or a switch has made it needless
                            }
                            var changes = member.projection().begin();
                            event.ifPresent(changes::take);
                            changes.write(session, current.tables());
                            long count = DeadLetterTable.count(session, member.name());
                            session.afterCommit(() -> member.deadLetters(count));
                            return true;
                        });
    }

    private void failedAgain(DeadLetter letter, RuntimeException failure) {
        parts.database()
                .write(
                        "note a failed redrive of " + member.name(),
                        session -> {
                            DeadLetterTable.failedAgain(session, letter, FailureText.of(failure));
                            return true;
                        });
    }
}
