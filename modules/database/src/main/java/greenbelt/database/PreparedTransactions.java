package greenbelt.database;

import greenbelt.database.DatabaseException.Kind;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The transactions of a database that are prepared and not decided: those of this process, each on the connection that has
/// prepared it, and those that were left by one that has ended. Changed by one writer at a time, read by many.
///
/// H2 lets any connection decide about a prepared transaction. But to undo one whose connection is closed it asks that
/// connection, and stops halfway without a word; so the connection is kept until then.
final class PreparedTransactions {
    /// Most that this process has prepared and not decided.
    static final int MAX = 32;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}");

    private final ConcurrentNavigableMap<String, Lease> kept = new ConcurrentSkipListMap<>();
    private final Set<String> left;

    /// @param left the names of those that are in the database already
    PreparedTransactions(Collection<String> left) {
        this.left = new ConcurrentSkipListSet<>(left);
    }

    /// The names of those that are in a database already.
    static List<String> left(Statements statements) {
        return Transactions.read(
                statements,
                session ->
                        session.query(
                                "select transaction_name from information_schema.in_doubt order by 1",
                                row -> row.text("transaction_name")));
    }

    /// In the order of the letters.
    List<String> names() {
        var names = new TreeSet<>(left);
        names.addAll(kept.keySet());
        return List.copyOf(names);
    }

    /// Runs `work` and prepares what it has changed.
    ///
    /// @param leases where there is a connection for it
    <T> T prepare(String what, String name, Supplier<Lease> leases, Function<Session, T> work) {
        checkFree(what, name);
        var lease = leases.get();
        boolean prepared = false;
        try {
            var answer = Transactions.prepare(lease.statements(), name, work);
            kept.put(name, lease);
            prepared = true;
            return answer;
        } finally {
            if (!prepared) {
                lease.close();
            }
        }
    }

    private void checkFree(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a prepared transaction is named by 1 to 100 letters, digits and . _ / -, was \""
                            + name
                            + "\"");
        }
        if (left.contains(name) || kept.containsKey(name)) {
            throw new DatabaseException(
                    Kind.CONSTRAINT, what + ": a transaction " + name + " is prepared already");
        }
        if (kept.size() == MAX) {
            throw new DatabaseException(
                    Kind.BUSY,
                    "%s: %d transactions are prepared and not decided, which is the most"
                            .formatted(what, MAX));
        }
    }

    /// Commits or undoes one; answers whether there was one of this name.
    ///
    /// @param any decides about those that were left
    boolean decide(String name, boolean commit, Statements any) {
        try {
            var lease = kept.get(name);
            if (lease != null) {
                end(lease, commit);
                kept.remove(name);
                return true;
            }
            if (left.contains(name)) {
                any.execute((commit ? "commit" : "rollback") + " transaction \"" + name + "\"");
                any.connection().rollback(); // what H2 has begun for that statement
                left.remove(name);
                return true;
            }
            return false;
        } catch (SQLException failure) {
            throw SqlErrors.during((commit ? "commit " : "roll back ") + name, failure);
        }
    }

    private static void end(Lease lease, boolean commit) throws SQLException {
        try (lease) {
            var connection = lease.statements().connection();
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }
}
