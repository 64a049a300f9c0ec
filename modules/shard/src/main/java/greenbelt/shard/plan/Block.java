package greenbelt.shard.plan;

import greenbelt.shard.map.Table;
import greenbelt.shard.sql.Expr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Where one select of a statement can be answered: everywhere, on the shard of one sharding value, or on each shard for the
/// rows there. For one task, while a statement is planned.
final class Block {
    private static final Comparator<Ref> BY_NAME =
            Comparator.comparingInt(Ref::scope)
                    .thenComparing(Ref::source)
                    .thenComparing(Ref::column);

    private final Scope scope;
    private final Optional<Block> around;

    /// Columns that have the sharding value of the row they are in, and never NULL.
    final Set<Ref> keys = new TreeSet<>(BY_NAME);

    /// Columns that have it or are NULL, because of an outer join.
    final Set<Ref> followers = new TreeSet<>(BY_NAME);

    /// Constants that are the sharding value of every row.
    final List<Expr> pins = new ArrayList<>();

    /// A sharded table whose rows these are; empty when there are only reference tables.
    Optional<Table> anchor = Optional.empty();

    Route route = new Route.Anywhere();

    Block(Scope scope, Optional<Block> around) {
        this.scope = scope;
        this.around = around;
    }

    Scope scope() {
        return scope;
    }

    /// Whether every shard gives all the rows.
    boolean isEverywhere() {
        return anchor.isEmpty();
    }

    /// Whether one shard has all the rows.
    boolean isPinned() {
        return !pins.isEmpty();
    }

    /// Whether this column says on which shard a row of this query, or of one around it, is.
    boolean isHome(Ref ref) {
        return keys.contains(ref)
                || followers.contains(ref)
                || around.map(outer -> outer.isHome(ref)).orElse(false);
    }

    /// Whether it only sees rows on the shard of the row around it.
    boolean isTiedTo(Block outer) {
        return keys.stream().anyMatch(ref -> ref.scope() != scope.number() && outer.isHome(ref))
                || pins.stream().anyMatch(outer.pins::contains);
    }
}
