package greenbelt.shard.plan;

import greenbelt.shard.map.ColumnType;
import greenbelt.shard.map.Table;
import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query;
import greenbelt.shard.sql.Query.Select;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// A query in the place of a table: what it looks like from outside.
///
/// @param anchor a sharded table whose rows it has; empty for reference tables only
/// @param key the column that has the sharding value
/// @param pins constants that are its sharding value
record Derived(
        Scope.Source source, Optional<Table> anchor, String key, List<Expr> pins, Route route) {
    /// The name of a sharding value that is not among the columns; none can be written like this.
    private static final String NOT_SELECTED = "#key";

    /// Throws [Refused] when a shard alone cannot give its part of the rows.
    static Derived of(Query.Source.Derived written, Block block) {
        var select = select(written.query());
        var columns = new ArrayList<String>();
        var types = new TreeMap<String, ColumnType>();
        var key = NOT_SELECTED;
        for (var item : expanded(select, block.scope())) {
            var name = item.alias().orElseGet(() -> Columns.name(item.value()));
            columns.add(name);
            if (item.value() instanceof Expr.Column column) {
                var ref = block.scope().resolve(column);
                block.scope().type(ref).ifPresent(type -> types.put(name, type));
                key = block.keys.contains(ref) ? name : key;
            }
        }
        if (!block.isEverywhere() && !block.isPinned()) {
            mustStayOnShards(written, select, block, !key.equals(NOT_SELECTED));
        }
        var source = new Scope.Source(written.name(), Optional.empty(), columns, types);
        return new Derived(source, block.anchor, key, block.pins, block.route);
    }

    private static Select select(Query query) {
        return switch (query) {
            case Select select -> select;
            case Query.Combined combined -> select(combined.parts().getFirst());
        };
    }

    private static List<Query.Item> expanded(Select select, Scope scope) {
        return Columns.expanded(select, scope);
    }

    private static void mustStayOnShards(
            Query.Source.Derived written, Select select, Block block, boolean hasKey) {
        boolean isWhole =
                !select.limit().isSet()
                        && (!select.distinct() || hasKey)
                        && (!Clauses.isGrouped(select) || Columns.groupsByKey(select, block))
                        && !Clauses.hasOnly(select, Refusal.WINDOW_FUNCTION);
        if (!isWhole || written.query() instanceof Query.Combined) {
            throw new Refused(Refusal.DERIVED_TABLE, written.name());
        }
    }
}
