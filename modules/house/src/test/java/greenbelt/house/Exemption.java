package greenbelt.house;

import java.util.List;

/// A room that may do what the rest of the house may not, and why.
record Exemption(String ban, String room, String reason) {
    /// Every exemption; one that nobody needs fails a test.
    static final List<Exemption> ALL =
            List.of(
                    new Exemption("clock", "world", "LiveWorld is the wall clock"),
                    new Exemption("randomness", "world", "LiveWorld draws secrets"),
                    new Exemption("threads", "world", "tasks are virtual threads"),
                    new Exemption("sleep", "world", "LiveWorld sleeps for real"),
                    new Exemption("locks", "world", "LiveWorld's gates are locks"),
                    new Exemption(
                            "monitors",
                            "world",
                            "tasks and nodes of both worlds, never held across a wait"),
                    new Exemption("ambient context", "world", "a thread knows which task it runs"),
                    new Exemption("hash order", "world", "sorts where the order of tasks matters"),
                    new Exemption(
                            "hash order",
                            "bus-chronicle",
                            "live only, and LogBus sorts what it gets"),
                    new Exemption(
                            "hash order",
                            "http-helidon",
                            "live only, and each connection is looked at by itself"),
                    new Exemption(
                            "locks", "database", "the file database is a wall of the live world"),
                    new Exemption(
                            "randomness", "token", "a SecureRandom that hands out given bytes"),
                    new Exemption("reflection", "json", "records are bound by their components"),
                    new Exemption(
                            "catch NodeDown",
                            "http-helidon",
                            "where the task has ended and the thread is the server's again"),
                    new Exemption(
                            "monitors",
                            "telemetry",
                            "the trace store, shared by all; never held across a wait"),
                    new Exemption(
                            "catch NodeDown",
                            "telemetry",
                            "passes it on: a node that is down ends no span"),
                    new Exemption("threads", "console", "a hook closes the system on Ctrl-C"),
                    new Exemption("locks", "console", "the main thread waits for that"),
                    new Exemption("console output", "console", "the screen is its business"),
                    new Exemption("process", "console", "the only main decides how to exit"),
                    new Exemption("clock", "bench", "measures what worlds cost outside of them"),
                    new Exemption("threads", "bench", "drives a world on each processor"),
                    new Exemption("sleep", "bench", "sends requests at a given rate"),
                    new Exemption(
                            "process",
                            "bench",
                            "looks for its peers, and tells by its exit code what was missed"),
                    new Exemption("console output", "bench", "prints what it measured"));

    static boolean isExempt(String ban, String room) {
        return ALL.stream().anyMatch(one -> one.ban().equals(ban) && one.room().equals(room));
    }

    @Override
    public String toString() {
        return ban + " in " + room;
    }
}
