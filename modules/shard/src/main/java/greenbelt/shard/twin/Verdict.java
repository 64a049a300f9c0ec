package greenbelt.shard.twin;

/// What came of running a statement twice.
public sealed interface Verdict {
    /// Both gave the same, as far as the statement decides what there is to give.
    record Same(long rows) implements Verdict {}

    /// Both said that it cannot be done.
    record BothFailed(String sharded, String unsharded) implements Verdict {}

    /// The planner refused it.
    record Refused(String why) implements Verdict {}

    /// They did not give the same: the planner is wrong.
    record Different(String how) implements Verdict {}
}
