package greenbelt.order;

import java.time.Duration;

/// How long the order service waits for what.
///
/// @param answer until an answer from another service is overdue; longer when it was asked before and did not answer
/// @param shipping from the confirmation until the goods are sent
/// @param call for one HTTP call to another service
/// @param catchUp for its own copies of users and items to show one that a request names
public record Timeouts(Duration answer, Duration shipping, Duration call, Duration catchUp) {
    /// 30 s for an answer, an hour until shipping, 2 s for a call, 1 s to catch up.
    public static final Timeouts DEFAULT =
            new Timeouts(
                    Duration.ofSeconds(30),
                    Duration.ofHours(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1));

    private static final Duration LONGEST = Duration.ofHours(1);

    public Timeouts {
        mustBePositive("answer", answer);
        mustBePositive("shipping", shipping);
        mustBePositive("call", call);
        mustBePositive("catchUp", catchUp);
    }

    /// Until the answer to a request that was made this often is overdue: doubled with each time, up to an hour, so that
    /// a service that stays away is not asked more and more.
    ///
    /// @param attempt from 1
    Duration answer(int attempt) {
        var due = answer;
        for (int before = 1; before < attempt && due.compareTo(LONGEST) < 0; before++) {
            var doubled = due.multipliedBy(2);
            due = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        }
        return due;
    }

    private static void mustBePositive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive, was " + duration);
        }
    }
}
