package greenbelt.shard.plan;

import greenbelt.shard.sql.Expr;
import java.util.Optional;

/// One form for expressions that mean the same though a table was named in one of them and not in the other.
final class Canonical {
    private Canonical() {}

    static Expr of(Expr expr, Scope scope) {
        return Exprs.rewrite(
                expr,
                part ->
                        part instanceof Expr.Column column
                                ? scope.find(column)
                                        .map(ref ->
                                                new Expr.Column(
                                                        Optional.of(ref.source()), ref.column()))
                                : Optional.empty());
    }
}
