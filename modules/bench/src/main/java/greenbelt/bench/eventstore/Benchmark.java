package greenbelt.bench.eventstore;

/// One line, or a few, of the bench: something of the system against a named peer, in turns, in the same run.
interface Benchmark {
    /// By which it is chosen on the command line; lower-case letters and dashes.
    String name();

    /// Measures, and writes what was found to the desk.
    void run(Desk desk) throws Exception;
}
