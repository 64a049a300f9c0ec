package greenbelt.simulator;

import java.util.List;

/// Why an order is where it is.
///
/// @param order its number
/// @param clues what was found, from the order on to whoever it waits for
/// @param answer for what it waits and what is in its way, a sentence
public record Why(String order, List<Clue> clues, String answer) {
    public Why {
        clues = List.copyOf(clues);
    }

    /// What was found in one place.
    ///
    /// @param place such as `last event`
    /// @param found such as `StockRequested, version 4, at 12:00:01Z`
    public record Clue(String place, String found) {}
}
