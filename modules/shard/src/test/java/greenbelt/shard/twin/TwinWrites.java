package greenbelt.shard.twin;

import greenbelt.database.DatabaseException;
import greenbelt.shard.run.ShardFailure;
import greenbelt.shard.run.TwinShop;
import greenbelt.shard.sql.Refused;
import java.util.Arrays;
import java.util.List;

/// Runs statements that write on the shards and on the unsharded database of a shop, and compares all the tables after each.
final class TwinWrites {
    private static final List<String> TABLES =
            List.of(
                    "select * from users order by user_id",
                    "select * from items order by item_id",
                    "select * from orders order by order_id",
                    "select * from lines order by order_id, line_no");

    private final TwinShop shop;

    TwinWrites(TwinShop shop) {
        this.shop = shop;
    }

    /// Runs a write on both; what is refused is left out on the other.
    Verdict check(Drawn write) {
        var values = write.values().toArray();
        String sharded;
        try {
            sharded = shop.inTask(() -> shop.queries().update(write.sql(), values)) + " rows";
        } catch (Refused refused) {
            return same(new Verdict.Refused(String.valueOf(refused.getMessage())));
        } catch (ShardFailure | DatabaseException failure) {
            sharded = "failed";
        }
        var unsharded = unsharded(write.sql(), values);
        return sharded.equals(unsharded)
                ? same(
                        sharded.equals("failed")
                                ? new Verdict.BothFailed(sharded, unsharded)
                                : new Verdict.Same(1))
                : new Verdict.Different(
                        "%s on the shards, %s unsharded".formatted(sharded, unsharded));
    }

    private String unsharded(String sql, Object... values) {
        try {
            return shop.inTask(() ->
                    shop.single().write("write", session -> session.update(sql, values)))
                    + " rows";
        } catch (DatabaseException failure) {
            return "failed";
        }
    }

    /// The verdict, if the tables are the same, and every lookup index has what its table has.
    private Verdict same(Verdict verdict) {
        for (var table : TABLES) {
            if (shop.check(table) instanceof Verdict.Different different) {
                return different;
            }
        }
        for (var index : shop.map().catalog().lookups()) {
            var of =
                    "select %s, %s from %%s order by 1"
                            .formatted(index.column(), shop.map().layout().column());
            var wanted = rows(of.formatted(index.table()));
            var found = rows(of.formatted(index.indexTable()));
            if (!wanted.equals(found)) {
                return new Verdict.Different(
                        "%s has %s, expected %s".formatted(index.indexTable(), found, wanted));
            }
        }
        return verdict;
    }

    private String rows(String sql) {
        return Arrays.deepToString(shop.inTask(() -> shop.queries().all(sql)).toArray());
    }
}
