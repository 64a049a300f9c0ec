package greenbelt.shard.run;

import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.store.Lease;
import greenbelt.shard.store.Shards;
import java.util.Collection;
import java.util.function.Function;

/// Open shards, asked by leases, so that rows can be moved meanwhile.
public final class LeasedShards implements Cluster {
    private final Shards shards;

    public LeasedShards(Shards shards) {
        this.shards = shards;
    }

    @Override
    public Held read() {
        return new Leased(shards.read());
    }

    @Override
    public Held write(Function<ShardMap, ? extends Collection<ShardId>> route) {
        return new Leased(shards.write(route));
    }

    @Override
    public <T> T writeReferences(String what, Function<Session, T> work) {
        return shards.references().write(what, work);
    }

    private final class Leased implements Held {
        private final Lease lease;

        Leased(Lease lease) {
            this.lease = lease;
        }

        @Override
        public ShardMap map() {
            return lease.map();
        }

        @Override
        public Database database(ShardId shard) {
            return lease.database(shard);
        }

        @Override
        public void routed(Object key, ShardId shard) {
            shards.heat().routed(key, shard);
        }

        @Override
        public void close() {
            lease.close();
        }
    }
}
