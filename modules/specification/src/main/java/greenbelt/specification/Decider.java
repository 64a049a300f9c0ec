package greenbelt.specification;

import java.util.List;
import java.util.function.BiFunction;

/// The three things that make a decider: where it begins, what an event makes of it, what it makes of a command.
///
/// Source: Jérémie Chassaing, Functional Event Sourcing Decider, 2021.
///
/// @param initial the state before the first event
/// @param evolve throws when an event cannot happen in a state
/// @param <S> the states
/// @param <C> the commands, or whatever else it hears: replies, timers
/// @param <E> the events
public record Decider<S, C, E>(
        S initial, BiFunction<S, E, S> evolve, BiFunction<S, C, Outcome<E>> decide) {
    /// A decider that never refuses a command.
    public static <S, C, E> Decider<S, C, E> ofEvents(
            S initial, BiFunction<S, E, S> evolve, BiFunction<S, C, List<E>> decide) {
        return new Decider<>(
                initial,
                evolve,
                (state, command) -> new Outcome.Happened<>(decide.apply(state, command)));
    }
}
