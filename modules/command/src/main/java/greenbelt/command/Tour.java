package greenbelt.command;

import java.util.List;
import java.util.Optional;

/// Five screens for somebody who is here for the first time, each with one line to type. It goes on when that was done.
/// Not for several threads at once.
final class Tour {
    /// A screen.
    ///
    /// @param says what is to be seen
    /// @param line what to type
    /// @param last the command whose success leads to the next screen
    private record Stop(String says, String line, String last) {}

    private static final List<Stop> STOPS =
            List.of(
                    new Stop(
                            """
                            This is a shop: a gateway, and behind it an order, a user and an inventory service, each with a
                            database of its own. They all run in this process. Buy something:
                            """,
                            "order place --user ada --item tea-pot",
                            "order place"),
                    new Stop(
                            """
                            The order service asked the user service for money and the inventory for a tea pot, and you waited
                            for both. See who did what, and for whom all the others waited. Arrow keys move, q leaves:
                            """,
                            "trace last",
                            "trace"),
                    new Stop(
                            """
                            Now let the services talk by messages instead, while everything runs, and buy again. The answer
                            comes at once, 202 instead of 201: accepted, not done.
                            """,
                            "mode all async; order place --user bela --item tea-pot",
                            "order place"),
                    new Stop(
                            """
                            What happened after the answer? HTTP, bus, databases and the events of the order on one axis:
                            """,
                            "timeline last",
                            "timeline"),
                    new Stop(
                            """
                            Break something. Without the user service nobody can say whether bela can pay; the order waits, and
                            the system knows what for:
                            """,
                            "crash user-1; order place --user bela --item tea-pot --no-wait; why order last",
                            "why order"));

    private static final String END =
            """
            Bring it back with: restart user-1. The order then goes on by itself; see: order show last.
            That was the tour. All there is: help. What moves, live: top. What must always hold: check.
            """;

    private Optional<Integer> at = Optional.empty();

    /// Begins, or shows the present screen again.
    String show() {
        int now = at.orElse(0);
        at = Optional.of(now);
        var stop = STOPS.get(now);
        return "[%d of %d]  %s\n    %s\n"
                .formatted(
                        now + 1,
                        STOPS.size(),
                        stop.says().replace("\n", "\n        ").strip(),
                        stop.line());
    }

    /// Ends it.
    void leave() {
        at = Optional.empty();
    }

    /// What there is to say once this command was carried out; empty when the tour does not wait for it.
    String after(String command) {
        if (at.isEmpty() || !STOPS.get(at.get()).last().equals(command)) {
            return "";
        }
        int next = at.get() + 1;
        if (next == STOPS.size()) {
            leave();
            return "\n" + END;
        }
        at = Optional.of(next);
        return "\n" + show();
    }
}
