package greenbelt.shard.run;

import greenbelt.shard.run.Feeder.Handed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of one shard as a [Feeder] hands them over.
final class FedRows extends BatchedRows {
    /// How many times as long a shard is waited for that has to wait for others.
    private static final int MAX_TURNS = 10;

    private final Feeder feeder;
    private final Duration patience;
    private final Missing missing;
    private List<String> columns = List.of();

    /// @param patience how long to wait for the next batch of a shard that is at work
    /// @param missing told when the shard does not answer; decides whether that is an error
    FedRows(Feeder feeder, Duration patience, Missing missing) {
        this.feeder = feeder;
        this.patience = patience;
        this.missing = missing;
    }

    @Override
    List<@Nullable Object[]> next() {
        var handed = feeder.box().await(patience);
        for (int turn = 1; turn < MAX_TURNS && handed.isEmpty() && !feeder.isAtWork(); turn++) {
            handed = feeder.box().await(patience);
        }
        if (handed.isEmpty()) {
            return without(new ShardFailure(feeder.shard(), "has not answered for " + patience));
        }
        return switch (handed.get()) {
            case Handed.Failed(var why) ->
                    without(new ShardFailure(feeder.shard(), "cannot answer", why));
            case Handed.Rows(var names, var rows) -> {
                columns = names;
                yield rows;
            }
        };
    }

    private List<@Nullable Object[]> without(ShardFailure failure) {
        missing.add(failure);
        return List.of();
    }

    @Override
    List<String> columns() {
        return columns;
    }

    @Override
    public void close() {
        feeder.close();
    }
}
