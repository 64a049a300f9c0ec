package greenbelt.database;

/// A connection that one transaction or cursor has to itself, with its statements.
interface Lease extends AutoCloseable {
    Statements statements();

    /// Gives the connection back; what is neither committed nor prepared has been undone before.
    @Override
    void close();
}
