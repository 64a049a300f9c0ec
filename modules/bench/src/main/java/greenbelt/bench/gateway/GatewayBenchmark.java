package greenbelt.bench.gateway;

/// Some lines of the bench that belong together.
interface GatewayBenchmark {
    /// By which it is chosen on the command line; lower-case letters and dashes.
    String name();

    /// Measures, writes what was found to the desk, and answers whether what is promised was reached.
    boolean run(GatewayDesk desk) throws Exception;
}
