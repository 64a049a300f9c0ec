package greenbelt.projection;

import greenbelt.database.Session;
import greenbelt.eventstore.StoredEvent;
import greenbelt.projection.Projection.Changes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What one projection does with a batch, in one transaction: each event once, and none before an earlier one of its stream.
final class Work {
    private final Member member;
    private final Version version;
    private final Set<String> blocked;
    private final Changes changes;
    private final List<DeadLetter> waiting = new ArrayList<>();
    private final Instant now;

    private Work(Member member, Version version, Set<String> blocked, Instant now) {
        this.member = member;
        this.version = version;
        this.blocked = blocked;
        this.changes = member.projection().begin();
        this.now = now;
    }

    static Work begin(Session session, Member member, Version version, Instant now) {
        var blocked =
                member.mayHaveDeadLetters()
                        ? DeadLetterTable.streams(session, member.name())
                        : Set.<String>of();
        return new Work(member, version, blocked, now);
    }

    boolean wants(StoredEvent event) {
        return event.position() > version.position();
    }

    void take(StoredEvent event) {
        if (!wants(event)) {
            return;
        }
        if (blocked.contains(event.stream().value())) {
            waiting.add(DeadLetter.waiting(member.name(), event, now));
        } else {
            changes.take(event);
        }
    }

    void write(Session session) {
        changes.write(session, version.tables());
        if (!waiting.isEmpty()) {
            DeadLetterTable.insert(session, waiting);
            long count = DeadLetterTable.count(session, member.name());
            session.afterCommit(() -> member.deadLetters(count));
        }
    }

    /// To be told after the commit.
    void movedTo(long position) {
        member.movedTo(version, position);
    }
}
