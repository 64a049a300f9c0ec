package greenbelt.shard.plan;

import greenbelt.shard.map.Catalog;
import greenbelt.shard.map.Table;
import greenbelt.shard.sql.Expr;
import greenbelt.shard.sql.Query;
import greenbelt.shard.sql.Query.From;
import greenbelt.shard.sql.Query.Join;
import greenbelt.shard.sql.Query.Select;
import greenbelt.shard.sql.Refusal;
import greenbelt.shard.sql.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Proves that rows which a query puts together are on one shard, or refuses it.
///
/// Sharded tables may meet when their sharding columns are equal by what must hold for every row: the conditions of `where`
/// and of inner joins. What an outer join adds may meet them when its own condition says so. A query inside sees all the rows
/// it could see when it is tied to the row around it in the same way, to the same constant, or has only reference tables.
final class Locality {
    private final Catalog catalog;
    private int scopes;

    Locality(Catalog catalog) {
        this.catalog = catalog;
    }

    /// A source of rows that are on several shards.
    ///
    /// @param key its sharding column
    /// @param left what its outer join asks for; empty when every row must have one of it
    private record Sharded(
            Ref key, Table table, Optional<Expr> left, List<Expr> pins, Route route) {}

    Block of(Query query) {
        return of(query, Optional.empty());
    }

    private Block of(Query query, Optional<Block> around) {
        return switch (query) {
            case Select select -> select(select, around);
            case Query.Combined combined -> combined(combined, around);
        };
    }

    /// Several queries in the place of one: all on one shard.
    private Block combined(Query.Combined combined, Optional<Block> around) {
        var blocks = combined.parts().stream().map(part -> of(part, around)).toList();
        var first = blocks.getFirst();
        for (var block : blocks) {
            adopt(first, block, Refusal.SET_OPERATION, combined.operator());
        }
        return first;
    }

    private Block select(Select select, Optional<Block> around) {
        var sources = new ArrayList<Scope.Source>();
        var sharded = new ArrayList<Sharded>();
        int number = ++scopes;
        select.from().ifPresent(from -> addSources(from, number, sources, sharded));
        var scope = new Scope(number, sources, around.map(Block::scope));
        var block = new Block(scope, around);
        NameCheck.check(select, scope);
        var truths = truths(select);
        var equal = equalities(truths, scope, sharded);
        tie(block, sharded, equal);
        new Routing(catalog, block, equal).narrow(truths);
        sharded.stream()
                .filter(one -> block.keys.contains(one.key()))
                .forEach(one -> block.route = Route.both(List.of(block.route, one.route())));
        Stream.concat(Clauses.all(select), ons(select))
                .flatMap(Expr::all)
                .flatMap(expr -> expr.subquery().stream())
                .forEach(inner -> inside(inner, block));
        return block;
    }

    /// A query in the place of a value.
    private void inside(Query query, Block outer) {
        var parts = query instanceof Query.Combined several ? several.parts() : List.of(query);
        for (var part : parts) {
            var inner = of(part, Optional.of(outer));
            if (!inner.isEverywhere() && !inner.isTiedTo(outer)) {
                adopt(outer, inner, Refusal.SUBQUERY, "a query inside another one");
            }
        }
    }

    /// What has only reference tables can be answered on whatever shard the other needs.
    private static void adopt(Block outer, Block inner, Refusal refusal, String about) {
        if (inner == outer
                || inner.isEverywhere()
                || inner.pins.stream().anyMatch(outer.pins::contains)) {
            return;
        }
        if (!outer.isEverywhere() || !inner.isPinned()) {
            throw new Refused(refusal, about);
        }
        outer.anchor = inner.anchor;
        outer.pins.addAll(inner.pins);
        outer.route = inner.route;
    }

    private void addSources(
            From from, int scope, List<Scope.Source> sources, List<Sharded> sharded) {
        addSource(from.first(), Optional.empty(), scope, sources, sharded);
        for (var join : from.joins()) {
            var left = join.on().filter(_ -> join.kind() == Query.Kind.LEFT);
            addSource(join.source(), left, scope, sources, sharded);
        }
    }

    private void addSource(
            Query.Source source,
            Optional<Expr> left,
            int scope,
            List<Scope.Source> sources,
            List<Sharded> sharded) {
        if (sources.stream().anyMatch(one -> one.name().equals(source.name()))) {
            throw new Refused(Refusal.AMBIGUOUS_COLUMN, source.name());
        }
        switch (source) {
            case Query.Source.Named named -> {
                var table = Scope.table(catalog, named.table());
                sources.add(Scope.Source.of(named.name(), table));
                table.shardingColumn()
                        .map(column -> new Ref(scope, named.name(), column))
                        .map(key -> new Sharded(key, table, left, List.of(), new Route.All()))
                        .ifPresent(sharded::add);
            }
            case Query.Source.Derived derived -> {
                var inner = Derived.of(derived, of(derived.query()));
                sources.add(inner.source());
                inner.anchor()
                        .map(table ->
                                new Sharded(
                                        new Ref(scope, derived.name(), inner.key()),
                                        table,
                                        left,
                                        inner.pins(),
                                        inner.route()))
                        .ifPresent(sharded::add);
            }
        }
    }

    /// What holds for every row: the conditions of `where` and of inner joins.
    private static List<Expr> truths(Select select) {
        var inner =
                select.from().stream()
                        .flatMap(from -> from.joins().stream())
                        .filter(join -> join.kind() != Query.Kind.LEFT)
                        .flatMap(join -> Exprs.conjuncts(join.on()).stream());
        return Stream.concat(Exprs.conjuncts(select.where()).stream(), inner).toList();
    }

    private static Stream<Expr> ons(Select select) {
        return select.from().stream()
                .flatMap(from -> from.joins().stream())
                .map(Join::on)
                .flatMap(Optional::stream);
    }

    private static Classes equalities(List<Expr> truths, Scope scope, List<Sharded> sharded) {
        var classes = new Classes();
        for (var truth : truths) {
            Equality.of(truth, scope).ifPresent(equal -> classes.join(equal.one(), equal.other()));
        }
        sharded.stream()
                .filter(one -> one.left().isEmpty())
                .forEach(one -> one.pins().forEach(pin -> classes.join(one.key(), pin)));
        return classes;
    }

    private void tie(Block block, List<Sharded> sharded, Classes equal) {
        if (sharded.isEmpty()) {
            return;
        }
        var anchors =
                sharded.stream()
                        .filter(one -> one.left().isEmpty() || equal.isTied(one.key()))
                        .toList();
        if (anchors.isEmpty()) {
            throw new Refused(Refusal.JOIN_FROM_REFERENCE, sharded.getFirst().key().source());
        }
        var first = anchors.getFirst();
        block.anchor = Optional.of(first.table());
        block.route = new Route.All();
        for (var member : equal.with(first.key())) {
            switch (member) {
                case Ref ref -> block.keys.add(ref);
                case Expr constant -> block.pins.add(constant);
                default ->
                        throw new IllegalStateException("neither column nor constant: " + member);
            }
        }
        for (var one : sharded) {
            boolean isAnchor = anchors.contains(one);
            boolean isTied = isAnchor ? equal.same(one.key(), first.key()) : follows(one, block);
            if (!isTied || !meets(one, first)) {
                throw new Refused(
                        Refusal.JOIN_ON_OTHER_KEY,
                        "%s with %s".formatted(first.key().source(), one.key().source()));
            }
            if (!isAnchor) {
                block.followers.add(one.key());
            }
        }
    }

    /// Whether equal values put the rows of both on one shard: lookup indexes are sharded in their own way.
    private boolean meets(Sharded one, Sharded other) {
        return catalog.isIndex(one.table()) == catalog.isIndex(other.table());
    }

    private static boolean follows(Sharded one, Block block) {
        boolean isThere = one.pins().stream().anyMatch(block.pins::contains);
        return isThere
                || Exprs.conjuncts(one.left()).stream()
                        .flatMap(condition -> Equality.of(condition, block.scope()).stream())
                        .flatMap(equal -> equal.opposite(one.key()).stream())
                        .anyMatch(other ->
                                block.pins.contains(other)
                                        || (other instanceof Ref ref && block.isHome(ref)));
    }
}
