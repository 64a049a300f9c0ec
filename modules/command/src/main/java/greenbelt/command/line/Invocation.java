package greenbelt.command.line;

import greenbelt.simulator.Variant;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// What was asked for on the command line.
public sealed interface Invocation {
    /// The interactive shell.
    record Shell(Settings settings) implements Invocation {}

    /// Some commands, one after the other, then the end.
    record Exec(Settings settings, List<String> commands) implements Invocation {
        public Exec {
            commands = List.copyOf(commands);
        }
    }

    /// The system alone, until it is stopped from outside.
    record Serve(Settings settings) implements Invocation {}

    /// Many seeds, to find one whose run breaks an invariant.
    ///
    /// @param firstSeed the first to try
    /// @param lastSeed the last to try
    /// @param plan the file with the faults; when empty, `faults` random ones
    /// @param workload the file with what is asked of the system; when empty, the usual
    /// @param variants in what the system is built wrongly, on purpose
    /// @param faults how many random faults a seed gets when there is no plan
    /// @param out where failing runs are kept; when empty, the usual place
    /// @param json whether the report is printed as JSON
    record Search(
            long firstSeed,
            long lastSeed,
            Optional<Path> plan,
            Optional<Path> workload,
            Set<Variant> variants,
            int faults,
            Optional<Path> out,
            boolean json)
            implements Invocation {
        public Search {
            variants = Collections.unmodifiableSet(new TreeSet<>(variants));
        }
    }

    /// A saved run, again.
    ///
    /// @param file what a search has saved
    /// @param svg where to draw it as a picture, if at all
    /// @param json whether it is printed as JSON
    record Replay(Path file, Optional<Path> svg, boolean json) implements Invocation {}

    /// Two saved runs, again, side by side.
    ///
    /// @param first what a search has saved
    /// @param second the same
    /// @param order the number of the only order to show in detail
    /// @param json whether it is printed as JSON
    record DiffOfFiles(Path first, Path second, OptionalInt order, boolean json)
            implements Invocation {}

    /// The usual workload under one seed, with the edges set in one way and in another, side by side.
    ///
    /// @param seed what both systems are drawn from
    /// @param first how the edges are set in the first
    /// @param second how they are set in the second
    /// @param orders how many are placed
    /// @param order the number of the only one to show in detail
    /// @param json whether it is printed as JSON
    record DiffOfModes(
            long seed,
            InteractionStyle first,
            InteractionStyle second,
            int orders,
            OptionalInt order,
            boolean json)
            implements Invocation {}

    /// How the services work together on all orders of a run; the term is Chris Richardson's, *Microservices Patterns*
    /// (2018), ch. 3.
    enum InteractionStyle {
        /// Each is called over HTTP by who is in charge of the order.
        SYNC,
        /// Each is sent commands over the bus by who is in charge of the order.
        ASYNC,
        /// Nobody is in charge: each does its part when it hears of the order.
        CHOREOGRAPHY
    }

    /// Real work in both worlds, for nobody to see: what the JVM learns from it makes later starts fast.
    record Rehearsal() implements Invocation {}
}
