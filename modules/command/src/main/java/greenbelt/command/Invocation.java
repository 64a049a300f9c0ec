package greenbelt.command;

import java.util.List;

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

    /// Real work in both worlds, for nobody to see: what the JVM learns from it makes later starts fast.
    record Rehearsal() implements Invocation {}
}
