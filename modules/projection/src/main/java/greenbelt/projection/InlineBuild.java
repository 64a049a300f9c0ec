package greenbelt.projection;

import greenbelt.database.Session;
import greenbelt.eventstore.Subscription;
import greenbelt.projection.InlineProjections.Log;
import greenbelt.projection.InlineProjections.Parts;
import greenbelt.projection.Version.Role;
import greenbelt.world.FailureText;
import greenbelt.world.Watermark;
import java.time.Duration;
import java.util.Optional;

/// Builds the next version of an inline projection from the first event, while events are appended.
///
/// The log is in the same database, and writes there run one after another: so each batch is read, folded and written in
/// one transaction, between those of the appends, and the batch that comes to the end of the log makes the version
/// whole. From then on each append writes into it too. An event that cannot be taken stops the building.
final class InlineBuild implements Building {
    private static final long NOT_ANY_MORE = -1;

    private final Parts parts;
    private final Member member;
    private final Version begun;
    private final Watermark built;

    private InlineBuild(Parts parts, Member member, Version begun) {
        this.parts = parts;
        this.member = member;
        this.begun = begun;
        this.built =
                parts.world()
                        .watermark(
                                "built of %s %d".formatted(begun.projection(), begun.version()),
                                -1);
    }

    /// Begins to build, in a task of the node.
    static InlineBuild begin(Parts parts, Member member, Version next) {
        var build = new InlineBuild(parts, member, next);
        parts.node().spawn("rebuild " + member.name(), build::run);
        return build;
    }

    @Override
    public long version() {
        return begun.version();
    }

    @Override
    public Watermark built() {
        return built;
    }

    private void run() {
        var pause = Subscription.FIRST_PAUSE;
        int batch = parts.batches().inline();
        var poison = Optional.<RuntimeException>empty();
        boolean isDone = false;
        while (!isDone) {
            try {
                isDone = poison.isPresent() ? halted(poison.get()) : advance(batch);
                pause = Subscription.FIRST_PAUSE;
            } catch (RuntimeException failure) {
                if (!Poison.isBehind(failure)) {
                    parts.world().rest(pause);
                    pause = longer(pause);
                } else if (batch > 1) {
                    batch = 1; // to find the one that cannot be taken
                } else {
                    poison = Optional.of(failure);
                }
            }
        }
        built.advanceTo(Long.MAX_VALUE);
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(Subscription.LONGEST_PAUSE) < 0
                ? doubled
                : Subscription.LONGEST_PAUSE;
    }

    /// Takes the next events; answers whether there is nothing left to do.
    private boolean advance(int batch) {
        long left =
                parts.database()
                        .write(
                                "build " + member.name(),
                                session ->
                                        mine(session)
                                                .map(next -> take(session, next, batch))
                                                .orElse(NOT_ANY_MORE));
        return left <= 0;
    }

    private Optional<Version> mine(Session session) {
        return VersionTable.with(session, member.name(), Role.NEXT)
                .filter(next -> next.version() == begun.version());
    }

    /// Answers how many positions are left.
    private long take(Session session, Version next, int batch) {
        long end = parts.log().end().applyAsLong(session);
        return end - take(session, parts.log(), member, next, batch);
    }

    /// Takes the next events into a version, in the transaction that moves its checkpoint; answers where it stands then.
    static long take(Session session, Log log, Member member, Version version, int batch) {
        var events = log.reader().after(session, version.position(), batch);
        var changes = member.projection().begin();
        events.forEach(changes::take);
        changes.write(session, version.tables());
        long position =
                events.size() < batch
                        ? log.end().applyAsLong(session)
                        : events.getLast().position();
        VersionTable.moveTo(session, version, position);
        session.afterCommit(() -> member.changed(version.at(position)));
        return position;
    }

    /// Always true: there is nothing left to do.
    private boolean halted(RuntimeException failure) {
        return parts.database()
                .write(
                        "halt " + member.name(),
                        session -> {
                            mine(session).ifPresent(next -> halt(session, next, failure));
                            return true;
                        });
    }

    private void halt(Session session, Version next, RuntimeException failure) {
        var culprit =
                parts.log().reader().after(session, next.position(), 1).stream()
                        .findFirst()
                        .map(Rebuild::inWords)
                        .orElse("the log");
        var reason = culprit + ": " + FailureText.of(failure);
        VersionTable.halt(session, next, reason);
        session.afterCommit(() -> member.changed(next.because(reason)));
    }
}
