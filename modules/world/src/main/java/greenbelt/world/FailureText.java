package greenbelt.world;

/// What people read of a failure where there is room for a line.
public final class FailureText {
    private FailureText() {}

    /// What kind of failure it is, without the package, and what it says: `BusException: the topic is full`.
    public static String of(Throwable failure) {
        var kind = failure.getClass().getSimpleName();
        var said = failure.getLocalizedMessage();
        if (kind.isEmpty()) {
            return failure.toString();
        }
        return said == null ? kind : kind + ": " + said;
    }
}
