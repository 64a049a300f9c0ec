package greenbelt.projection;

/// What came of the wish to have readers see the next version.
public sealed interface Switched {
    /// They do, from one read to the next.
    record Done(String projection, long from, long to) implements Switched {}

    /// No next version has been begun.
    record NothingBuilt(String projection) implements Switched {}

    /// It has not come as far as what readers see now: they would go back in time.
    record Behind(String projection, long position, long needed) implements Switched {}

    /// It could not be built.
    record Halted(String projection, String reason) implements Switched {}
}
