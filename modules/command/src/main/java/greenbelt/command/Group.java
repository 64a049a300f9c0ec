package greenbelt.command;

import java.util.List;

/// Commands on one subject, which stand together in help and in the reference.
///
/// @param name a word, such as `orders`
/// @param about what they are about, a phrase
/// @param commands in the order in which one would learn them
public record Group(String name, String about, List<Command> commands) {
    public Group {
        commands = List.copyOf(commands);
    }
}
