package greenbelt.shard.run;

import greenbelt.shard.run.Feeder.Handed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of one shard as a [Feeder] hands them over.
final class FedRows extends BatchedRows {
    private final Feeder feeder;
    private final Duration patience;
    private final Missing missing;
    private List<String> columns = List.of();

    /// @param patience how long to wait for the next batch
    /// @param missing told when the shard does not answer; decides whether that is an error
    FedRows(Feeder feeder, Duration patience, Missing missing) {
        this.feeder = feeder;
        this.patience = patience;
        this.missing = missing;
    }

    @Override
    List<@Nullable Object[]> next() {
        var handed = feeder.box().await(patience);
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
