package greenbelt.shard.plan;

import greenbelt.shard.map.ColumnType;
import greenbelt.shard.sql.Expr;
import java.util.List;
import java.util.Optional;

/// The condition that a row belongs to one part of the groups: by the hash of its keys, so that all rows of a group are in one part.
///
/// What is equal must have one hash, so of numbers with digits and of times it is taken of the number they are.
final class PartOfGroups {
    private static final Expr ZERO = new Expr.Literal(Expr.Kind.WHOLE, "0");

    private PartOfGroups() {}

    /// Empty when no key is a plain column.
    static Optional<Expr> of(List<Expr> keys, Scope scope) {
        return keys.stream()
                .filter(Expr.Column.class::isInstance)
                .map(Expr.Column.class::cast)
                .flatMap(
                        key -> scope.type(scope.resolve(key)).map(type -> hash(key, type)).stream())
                .reduce((one, other) -> new Expr.Binary("+", one, other))
                .map(hash ->
                        new Expr.Binary(
                                "=",
                                new Expr.Call(
                                        "mod", List.of(hash, new Expr.Parameter(Pushed.PARTS))),
                                new Expr.Parameter(Pushed.PART)));
    }

    private static Expr hash(Expr key, ColumnType type) {
        var hashed =
                switch (type) {
                    case BIGINT, INTEGER, VARCHAR, BOOLEAN -> key;
                    case DECIMAL -> number(key);
                    case TIMESTAMP -> number(new Expr.Extract("epoch", key));
                };
        var text = new Expr.Cast(hashed, "varchar");
        return new Expr.Call("coalesce", List.of(new Expr.Call("ora_hash", List.of(text)), ZERO));
    }

    private static Expr number(Expr expr) {
        return new Expr.Cast(expr, "double precision");
    }

    static Expr and(Optional<Expr> where, Expr part) {
        return where.<Expr>map(one -> new Expr.Binary("and", one, part)).orElse(part);
    }
}
