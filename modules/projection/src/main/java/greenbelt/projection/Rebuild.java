package greenbelt.projection;

import greenbelt.database.Database;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.Subscription;
import greenbelt.projection.Projections.Parts;
import greenbelt.projection.ReadAhead.Batch;
import greenbelt.projection.Version.Role;
import greenbelt.world.FailureText;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.util.Optional;

/// Builds the next version of a read model from the first event, beside the one that is read, and then follows.
///
/// The checkpoint is in the transaction of the rows: after a crash the building goes on where it was. An event that
/// cannot be taken stops it, since a read model that is built anew is to be whole; the readers' version goes on. A
/// database that is ill is waited for.
final class Rebuild implements Building {
    private final World world;
    private final EventStore store;
    private final Database database;
    private final int most;
    private final Member member;
    private final Version begun;
    private final ReadAhead ahead;
    private final Watermark built;

    /// Up to here events are taken one by one, to find the one that cannot be.
    private long carefulUpTo;

    private boolean indexed;

    Rebuild(Parts parts, Member member, Version begun) {
        this.world = parts.world();
        this.store = parts.store();
        this.database = parts.database();
        this.most = parts.batches().rebuilding();
        this.member = member;
        this.begun = begun;
        this.ahead = new ReadAhead(world, parts.node(), store, member.projection());
        this.built =
                world.watermark(
                        "built of %s %d".formatted(begun.projection(), begun.version()), -1);
    }

    @Override
    public long version() {
        return begun.version();
    }

    @Override
    public Watermark built() {
        return built;
    }

    /// Builds, and follows, until the version is switched to or cancelled, or an event cannot be taken.
    void run() {
        var position = Optional.of(begun.position());
        var pause = Subscription.FIRST_PAUSE;
        while (position.isPresent()) {
            long before = position.get();
            try {
                position = advance(before);
                pause = Subscription.FIRST_PAUSE;
            } catch (RuntimeException failure) {
                if (!Poison.isBehind(failure)) {
                    world.rest(pause);
                    pause = longer(pause);
                } else if (before < carefulUpTo) {
                    position = Optional.empty();
                    untilDone(() -> halt(before, failure));
                } else {
                    carefulUpTo = before + most;
                }
            }
        }
        built.advanceTo(Long.MAX_VALUE);
    }

    private void untilDone(Runnable work) {
        for (var pause = Subscription.FIRST_PAUSE; ; pause = longer(pause)) {
            try {
                work.run();
                return;
            } catch (RuntimeException ill) {
                world.rest(pause);
            }
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(Subscription.LONGEST_PAUSE) < 0
                ? doubled
                : Subscription.LONGEST_PAUSE;
    }

    /// Takes the next events; answers where the version stands then, or nothing when it is not to be built any more.
    private Optional<Long> advance(long position) {
        if (position >= begun.target() && !indexed) {
            index();
            indexed = true;
            built.advanceTo(position);
        }
        if (store.durablePosition().value() <= position) {
            store.durablePosition().restUntilBeyond(position);
        }
        boolean isCareful = position < carefulUpTo;
        var batch = ahead.take(position, isCareful ? 1 : most);
        if (!isCareful && batch.last() < begun.target()) {
            ahead.prepare(batch.last(), most);
        }
        var reached = write(batch);
        if (indexed) {
            reached.ifPresent(built::advanceTo);
        }
        return reached;
    }

    private Optional<Long> write(Batch batch) {
        return database.write(
                "build " + begun.projection(),
                session -> {
                    var row = VersionTable.with(session, begun.projection(), Role.NEXT);
                    if (row.isEmpty() || row.get().version() != begun.version()) {
                        return Optional.empty();
                    }
                    if (row.get().position() != batch.after()) {
                        return Optional.of(
                                row.get().position()); // was written; the answer was lost
                    }
                    batch.changes().write(session, begun.tables());
                    VersionTable.moveTo(session, begun, batch.last());
                    session.afterCommit(() -> member.changed(begun.at(batch.last())));
                    return Optional.of(batch.last());
                });
    }

    private void index() {
        database.write(
                "index " + begun.projection(),
                session -> {
                    for (var sql : member.projection().indexes()) {
                        session.update(begun.tables().sql(sql));
                    }
                    return true;
                });
    }

    private void halt(long position, RuntimeException failure) {
        var reason = culprit(position) + ": " + FailureText.of(failure);
        database.write(
                "halt " + begun.projection(),
                session -> {
                    VersionTable.halt(session, begun, reason);
                    session.afterCommit(() -> member.changed(begun.at(position).because(reason)));
                    return true;
                });
    }

    private String culprit(long position) {
        return store.readAll(position, 1).stream()
                .findFirst()
                .map(Rebuild::inWords)
                .orElse("after event " + position);
    }

    static String inWords(StoredEvent event) {
        return "event %d (%s in %s)"
                .formatted(event.position(), event.event().type(), event.stream());
    }
}
