package greenbelt.shard.run;

import greenbelt.shard.plan.Plan;
import greenbelt.shard.plan.Planner.Planned;
import greenbelt.shard.plan.Pushed;
import greenbelt.shard.plan.Route;
import java.util.Optional;

/// A plan that is kept, and what its statement has turned out to be like.
///
/// Many statements that one shard answers have few rows, and some have very many. So it is tried whether the rows are few; when
/// there were many, it is not tried again for a while.
final class Known {
    /// How many runs it is not tried for.
    private static final int PAUSE = 16;

    private final Planned planned;
    private final Optional<ByKey> byKey;

    /// Tasks that count at the same time may lose a count; then it is tried a little later.
    private volatile int pause;

    /// A statement that the shard of one key answers whole.
    record ByKey(Route.Key key, Pushed whole) {}

    Known(Planned planned) {
        this.planned = planned;
        this.byKey =
                planned.plan() instanceof Plan.OneShard(var route, var whole)
                                && route instanceof Route.Key key
                        ? Optional.of(new ByKey(key, whole))
                        : Optional.empty();
    }

    Plan plan() {
        return planned.plan();
    }

    Arguments arguments(Object... values) {
        return Arguments.of(planned.parameters(), values);
    }

    /// How to find the rows by one key, if that is all there is to do.
    Optional<ByKey> byKey() {
        return byKey;
    }

    /// Whether it is to be tried if the rows are few.
    boolean tries() {
        int left = pause;
        if (left == 0) {
            return true;
        }
        pause = left - 1;
        return false;
    }

    void hadMany() {
        pause = PAUSE;
    }
}
