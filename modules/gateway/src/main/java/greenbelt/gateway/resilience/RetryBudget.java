package greenbelt.gateway.resilience;

import java.time.Duration;

/// How many of the requests to an upstream may be retries, so that a service which is down is not brought further down by
/// those who try again.
///
/// @param share in percent of the requests of the last ten seconds
/// @param least so many each second may be in any case
/// @see <a href="https://sre.google/sre-book/addressing-cascading-failures/">Betsy Beyer and others: Site Reliability
///      Engineering, 2016, ch. 22, retries</a>
public record RetryBudget(int share, int least) {
    /// What holds where a file says nothing.
    public static final RetryBudget DEFAULT = new RetryBudget(20, 3);

    /// Over how long requests and retries are counted.
    public static final Duration WINDOW = Duration.ofSeconds(10);

    private static final int PERCENT = 100;
    private static final int MOST_PER_SECOND = 1_000;

    public RetryBudget {
        if (share < 0 || share > PERCENT || least < 0 || least > MOST_PER_SECOND) {
            throw new IllegalArgumentException(
                    "share must be 0 to 100 percent and least 0 to %d each second, was %d and %d"
                            .formatted(MOST_PER_SECOND, share, least));
        }
    }

    /// How many retries there may be among so many requests of a window.
    long allowed(long requests) {
        return requests * share / PERCENT + least * WINDOW.toSeconds();
    }

    /// In a sentence.
    public String sentence() {
        return "retries are at most %d %% of the requests of %d s, or %d each second"
                .formatted(share, WINDOW.toSeconds(), least);
    }
}
