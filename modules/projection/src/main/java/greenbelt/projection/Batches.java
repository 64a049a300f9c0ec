package greenbelt.projection;

import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Subscription;

/// How many events projections take in one transaction, at most.
///
/// With more of them more changes coalesce and fewer commits are needed; with fewer a failure repeats less, and others who
/// write to the database wait less. Each is 1 to [#MOST].
///
/// @param following when they follow the log
/// @param rebuilding when a version is built anew, or catches up; each event needs about 1 KB of memory
/// @param inline when an inline projection is built anew; appends wait meanwhile
public record Batches(int following, int rebuilding, int inline) {
    /// The largest batch.
    public static final int MOST = EventStore.MAX_EVENTS_PER_READ;

    /// What does well as long as nothing is known.
    public static final Batches STANDARD = new Batches(Subscription.MAX_BATCH, MOST, 2_000);

    public Batches {
        check("following", following);
        check("rebuilding", rebuilding);
        check("inline", inline);
    }

    private static void check(String what, int batch) {
        if (batch < 1 || batch > MOST) {
            throw new IllegalArgumentException(
                    "a batch when %s is 1 to %d events, was %d".formatted(what, MOST, batch));
        }
    }

    /// These, but for those that follow.
    public Batches withFollowing(int newFollowing) {
        return new Batches(newFollowing, rebuilding, inline);
    }

    /// These, but for those that are built anew.
    public Batches withRebuilding(int newRebuilding) {
        return new Batches(following, newRebuilding, inline);
    }

    /// These, but for inline ones that are built anew.
    public Batches withInline(int newInline) {
        return new Batches(following, rebuilding, newInline);
    }
}
