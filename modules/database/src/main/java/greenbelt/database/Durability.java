package greenbelt.database;

/// What a committed transaction survives. Each step costs about ten times the one before.
public enum Durability {
    /// Nothing but an orderly stop: a commit is in the heap, and reaches the file within half a second.
    HEAP,
    /// The end of the process, `kill -9` included: a commit is handed to the operating system. The default.
    PROCESS,
    /// The end of the machine's power: a commit is forced to the device.
    DEVICE
}
