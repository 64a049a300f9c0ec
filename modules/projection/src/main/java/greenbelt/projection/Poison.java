package greenbelt.projection;

import greenbelt.database.DatabaseException;
import greenbelt.database.DatabaseException.Kind;
import greenbelt.disk.DiskFull;

/// Tells an event that cannot be taken from a database that is ill.
final class Poison {
    private Poison() {}

    /// Whether trying again later would not help: the failure is about what was to be written, or comes from the
    /// projection itself.
    static boolean isBehind(RuntimeException failure) {
        return DiskFull.behind(failure).isEmpty()
                && !(failure instanceof DatabaseException broken
                        && broken.kind() != Kind.CONSTRAINT);
    }
}
