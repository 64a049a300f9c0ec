package greenbelt.command;

import greenbelt.simulator.Simulator;
import java.util.function.Consumer;

/// One use of a command.
///
/// @param arguments what was given
/// @param simulator the running system
/// @param directory finds what somebody means by a name
/// @param progress takes a line that may be shown until the next one
public record Call(
        Arguments arguments, Simulator simulator, Directory directory, Consumer<String> progress) {}
