package greenbelt.projection;

import greenbelt.projection.Version.Role;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/// A projection and how it fares, as of the last commit: what is asked often and must answer while the database is ill.
///
/// Raised after each commit. Those who raise may overtake each other, so what is older never undoes what is newer.
final class Member {
    private final Projection projection;
    private final AtomicReference<Version> current;
    private final AtomicReference<Optional<Version>> next;
    private final AtomicLong deadLetters;
    private volatile boolean hadDeadLetters;

    Member(Projection projection, Version current, Optional<Version> next, long deadLetters) {
        this.projection = projection;
        this.current = new AtomicReference<>(current);
        this.next = new AtomicReference<>(next);
        this.deadLetters = new AtomicLong(deadLetters);
        this.hadDeadLetters = deadLetters > 0;
    }

    Projection projection() {
        return projection;
    }

    String name() {
        return projection.name();
    }

    Version current() {
        return current.get();
    }

    Optional<Version> next() {
        return next.get();
    }

    long deadLetters() {
        return deadLetters.get();
    }

    void deadLetters(long count) {
        deadLetters.set(count);
        hadDeadLetters = true;
    }

    /// Whether there may be dead letters; once there were, it is for the table to say.
    boolean mayHaveDeadLetters() {
        return hadDeadLetters;
    }

    /// A version has changed.
    void changed(Version version) {
        if (version.is(Role.CURRENT)) {
            current.updateAndGet(old -> newer(old, version));
            gone(version);
        } else {
            next.updateAndGet(old -> old.map(it -> newer(it, version)));
        }
    }

    /// A next version has been begun.
    void begun(Version version) {
        next.set(Optional.of(version));
    }

    private static Version newer(Version old, Version version) {
        boolean isOlder =
                old.version() == version.version()
                        ? version.position() < old.position()
                        : version.version() < old.version();
        return isOlder ? old : version;
    }

    /// The readers' version has taken events up to this one.
    void movedTo(Version version, long position) {
        UnaryOperator<Version> move =
                old ->
                        old.version() == version.version() && old.position() < position
                                ? old.at(position)
                                : old;
        current.updateAndGet(move);
    }

    /// There is no such next version any more.
    void gone(Version version) {
        next.updateAndGet(old -> old.filter(it -> it.version() != version.version()));
    }
}
