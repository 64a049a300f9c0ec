package greenbelt.projection;

/// What came of the wish to build a read model anew.
public sealed interface Rebuilt {
    /// It is being built, beside the one that is read.
    ///
    /// @param target where the log ends now
    record Begun(String projection, long version, long target) implements Rebuilt {}

    /// One is being built, or ready, already; cancel it, or switch to it, first.
    record InTheWay(String projection, long version) implements Rebuilt {}

    /// It is no read model: what acts upon its rows would act again.
    record NotRebuildable(String projection) implements Rebuilt {}
}
