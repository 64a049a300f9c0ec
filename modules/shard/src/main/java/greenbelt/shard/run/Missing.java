package greenbelt.shard.run;

import greenbelt.shard.map.ShardId;
import java.util.ArrayList;
import java.util.List;

/// The shards that a result is without. For one task.
final class Missing {
    private final boolean allowed;
    private final List<ShardFailure> failures = new ArrayList<>();

    /// @param allowed whether a result without some shards is better than none
    Missing(boolean allowed) {
        this.allowed = allowed;
    }

    /// Throws the failure where a result must be whole.
    void add(ShardFailure failure) {
        if (!allowed) {
            throw failure;
        }
        failures.add(failure);
    }

    List<ShardId> shards() {
        return failures.stream().map(ShardFailure::shard).sorted().toList();
    }

    List<ShardFailure> failures() {
        return List.copyOf(failures);
    }
}
