package greenbelt.shard.plan;

import greenbelt.shard.map.Column;
import greenbelt.shard.map.LookupIndex;
import greenbelt.shard.map.Table;
import greenbelt.shard.sql.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which shards can have the rows, as far as the text says; values come later. It names too many rather than too few.
public sealed interface Route {
    /// Reference tables only: any one shard.
    record Anywhere() implements Route {}

    /// Every shard.
    record All() implements Route {}

    /// The shard of one sharding value.
    ///
    /// @param value a literal or a parameter
    record Key(Table table, Column column, Expr value) implements Route {}

    /// The shards of the sharding values from `low` to `high`.
    record Range(Table table, Column column, Optional<Expr> low, Optional<Expr> high)
            implements Route {}

    /// The shards that a lookup index names for a value.
    record Lookup(LookupIndex index, Column column, Expr value) implements Route {}

    /// Only shards that all of these name.
    record Both(List<Route> routes) implements Route {
        public Both {
            routes = List.copyOf(routes);
        }
    }

    /// All shards that any of these names.
    record Either(List<Route> routes) implements Route {
        public Either {
            routes = List.copyOf(routes);
        }
    }

    /// Only shards that all of these name, in the shortest form: a key names one, and nothing can say more.
    static Route both(List<Route> routes) {
        var some = new ArrayList<Route>();
        for (var route : routes) {
            if (route instanceof Key) {
                return route;
            }
            if (!(route instanceof All) && !some.contains(route)) {
                some.add(route);
            }
        }
        return some.isEmpty() ? new All() : some.size() == 1 ? some.getFirst() : new Both(some);
    }

    /// All shards that any of these names, in the shortest form.
    static Route either(List<Route> routes) {
        if (routes.stream().anyMatch(All.class::isInstance)) {
            return new All();
        }
        return routes.size() == 1 ? routes.getFirst() : new Either(routes);
    }
}
