package greenbelt.shard.plan;

import greenbelt.shard.sql.Expr;
import java.util.Locale;
import java.util.OptionalLong;

/// How many values an expression can have, where there are few of them whatever the rows.
final class FewValues {
    private static final long TRUTHS = 3; // NULL is one
    private static final long MONTHS_OF_A_CENTURY = 1_200;

    private FewValues() {}

    static OptionalLong of(Expr expr) {
        return switch (expr) {
            case Expr.Extract(var field, _) -> ofField(field);
            case Expr.Call(var function, var arguments) ->
                    function.equals("date_trunc") && !arguments.isEmpty()
                            ? ofTruncated(arguments.getFirst())
                            : ofField(function);
            case Expr.Is _, Expr.IsDistinct _, Expr.In _, Expr.Between _, Expr.Like _ ->
                    OptionalLong.of(TRUTHS);
            case Expr.Binary(var operator, _, _) when "= <> < <= > >= and or".contains(operator) ->
                    OptionalLong.of(TRUTHS);
            case Expr.Case(_, var whens, var otherwise)
                    when whens.stream().allMatch(when -> Exprs.isConstant(when.result()))
                            && otherwise.stream().allMatch(Exprs::isConstant) ->
                    OptionalLong.of(whens.size() + 1L);
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong ofField(String field) {
        return switch (field) {
            case "second", "minute" -> OptionalLong.of(61);
            case "hour" -> OptionalLong.of(25);
            case "day", "day_of_month" -> OptionalLong.of(32);
            case "month" -> OptionalLong.of(13);
            case "quarter" -> OptionalLong.of(5);
            case "week", "iso_week" -> OptionalLong.of(54);
            case "day_of_week", "iso_day_of_week", "dow" -> OptionalLong.of(8);
            case "day_of_year", "doy", "year" -> OptionalLong.of(367);
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong ofTruncated(Expr unit) {
        if (!(unit instanceof Expr.Literal(_, var text))) {
            return OptionalLong.empty();
        }
        return switch (text.toLowerCase(Locale.ROOT).replace("'", "")) {
            case "month", "quarter", "year" -> OptionalLong.of(MONTHS_OF_A_CENTURY);
            default -> OptionalLong.empty();
        };
    }
}
