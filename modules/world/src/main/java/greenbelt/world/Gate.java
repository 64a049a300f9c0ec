package greenbelt.world;

/// What mailboxes and watermarks wait at: a monitor of the world they belong to.
///
/// The caller holds the gate between [#enter] and [#exit], also before and after [#await].
interface Gate {
    long FOREVER = Long.MAX_VALUE;

    /// Why a task waits.
    enum Kind {
        /// Something is owed to it: until it comes, work is in hand.
        OWED,
        /// It waits for work, however long: the world may be quiet meanwhile.
        RESTING
    }

    void enter();

    void exit();

    /// Waits for [#signalAll], at most `nanos`; may also return early. The caller checks its condition again.
    void await(String what, long nanos, Kind kind);

    void signalAll();
}
