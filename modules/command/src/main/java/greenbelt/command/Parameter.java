package greenbelt.command;

/// Something that a command takes: an argument, which has its place, or an option, which has its name.
///
/// @param label such as `ORDER` for an argument, `--user` for an option
/// @param kind what is expected, and offered for completion
/// @param presence how often it may be given
/// @param says what it is, a phrase
public record Parameter(String label, Kind kind, Presence presence, String says) {
    /// How often a parameter may be given.
    public enum Presence {
        /// Once.
        REQUIRED,
        /// Once, or not at all.
        OPTIONAL,
        /// Once or more.
        REPEATED,
        /// Any number of times.
        ANY
    }

    /// What is expected.
    public enum Kind {
        /// A user, by handle, id, or a name that only one has.
        USER,
        /// An item, by SKU, or a name that only one has.
        ITEM,
        /// An order, by number, id, or `last`.
        ORDER,
        /// A trace, by the beginning of its id, or `last`.
        TRACE,
        /// A node, by name.
        NODE,
        /// A service that can have several instances.
        SERVICE,
        /// Where the gateway sends requests, by name.
        UPSTREAM,
        /// A stream of the event store.
        STREAM,
        /// A call between services whose mode can be switched.
        EDGE,
        /// `sync` or `async`.
        MODE,
        /// `orchestration` or `choreography`.
        FLOW,
        /// A request method.
        METHOD,
        /// A path of the API.
        PATH,
        /// A length of time.
        DURATION,
        /// A place in a sequence, or a time.
        MOMENT,
        /// A state of an order.
        STATUS,
        /// The name of a command.
        COMMAND,
        /// A kind of fault.
        FAULT,
        /// What a fault of the kind that was named before can strike.
        TARGET,
        /// The name of a fault that was put on.
        FAULT_NAME,
        /// A topic of the bus.
        TOPIC,
        /// A group of the topic that was named before.
        GROUP,
        /// A projection of the order service.
        PROJECTION,
        /// A file.
        FILE,
        /// A short name for the beginning of a command.
        ALIAS,
        /// Any text.
        TEXT,
        /// A number.
        NUMBER,
        /// The rest of the line, as it is.
        REST,
        /// Nothing: the option is given or not.
        FLAG
    }

    /// An argument that must be there.
    public static Parameter argument(String label, Kind kind, String says) {
        return new Parameter(label, kind, Presence.REQUIRED, says);
    }

    /// An argument that may be left out.
    public static Parameter maybe(String label, Kind kind, String says) {
        return new Parameter(label, kind, Presence.OPTIONAL, says);
    }

    /// An option that may be left out.
    public static Parameter option(String label, Kind kind, String says) {
        return new Parameter(label, kind, Presence.OPTIONAL, says);
    }

    public boolean isOption() {
        return label.startsWith("--");
    }

    boolean isRequired() {
        return presence == Presence.REQUIRED || presence == Presence.REPEATED;
    }

    boolean isRepeatable() {
        return presence == Presence.REPEATED || presence == Presence.ANY;
    }

    public Parameter with(Presence other) {
        return new Parameter(label, kind, other, says);
    }
}
