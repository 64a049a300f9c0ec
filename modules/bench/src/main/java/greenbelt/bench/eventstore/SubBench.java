package greenbelt.bench.eventstore;

/// A benchmark of its own that also belongs to this table; it prints what is promised of it itself.
///
/// @param name by which it is chosen
/// @param what is measured, in words
/// @param main runs it, with these arguments
record SubBench(String name, String what, Main main) implements Benchmark {
    /// The `main` of a benchmark, with arguments.
    interface Main {
        void run(Desk desk) throws Exception;
    }

    @Override
    public void run(Desk desk) throws Exception {
        desk.heading(name + ": " + what);
        main.run(desk);
    }
}
