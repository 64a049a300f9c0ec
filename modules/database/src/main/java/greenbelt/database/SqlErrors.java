package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import greenbelt.disk.DiskFull;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.h2.api.ErrorCode;

/// Tells from an [SQLException] what kind of failure it was.
final class SqlErrors {
    /// What operating systems say when there is no room.
    private static final List<String> NO_ROOM =
            List.of("No space left on device", "Disk quota exceeded", "File too large");

    /// Classes of SQLSTATE: a constraint is violated; a value does not fit its column.
    private static final String CONSTRAINT = "23";

    private static final String BAD_VALUE = "22";

    private static final Set<Integer> CLOSED =
            Set.of(
                    ErrorCode.DATABASE_IS_CLOSED,
                    ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
                    ErrorCode.OBJECT_CLOSED,
                    ErrorCode.CONNECTION_BROKEN_1);

    private static final Set<Integer> LOST =
            Set.of(ErrorCode.DEADLOCK_1, ErrorCode.CONCURRENT_UPDATE_1);

    private SqlErrors() {}

    static DatabaseException during(String attempted, SQLException cause) {
        var kind = kind(cause);
        return kind == Kind.FULL
                ? new DatabaseException(kind, attempted, new DiskFull("the disk is full", cause))
                : new DatabaseException(kind, attempted, cause);
    }

    /// Whether the transaction lost against another one, and may win when it is run again.
    static boolean lost(DatabaseException failure) {
        return failure.getCause() instanceof SQLException cause
                && (LOST.contains(cause.getErrorCode()) || "40001".equals(cause.getSQLState()));
    }

    static Kind kind(SQLException cause) {
        int code = cause.getErrorCode();
        if (hasNoRoom(cause)) {
            return Kind.FULL;
        }
        if (cause.getSQLState() != null
                && (cause.getSQLState().startsWith(CONSTRAINT)
                        || cause.getSQLState().startsWith(BAD_VALUE))) {
            return Kind.CONSTRAINT;
        }
        if (code == ErrorCode.DATABASE_ALREADY_OPEN_1) {
            return Kind.IN_USE;
        }
        if (code == ErrorCode.FILE_VERSION_ERROR_1) {
            return Kind.INCOMPATIBLE;
        }
        if (code == ErrorCode.LOCK_TIMEOUT_1) {
            return Kind.BUSY;
        }
        return CLOSED.contains(code) ? Kind.CLOSED : Kind.OTHER;
    }

    private static boolean hasNoRoom(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage());
            if (NO_ROOM.stream().anyMatch(message::contains)) {
                return true;
            }
        }
        return false;
    }
}
