package greenbelt.shard.sql;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The functions that the planner knows.
public final class Functions {
    /// Of one row's values, with the same answer on every shard.
    private static final Set<String> OF_A_ROW =
            new TreeSet<>(
                    List.of(
                            "abs",
                            "ceil",
                            "ceiling",
                            "floor",
                            "mod",
                            "round",
                            "sign",
                            "truncate",
                            "power",
                            "sqrt",
                            "exp",
                            "ln",
                            "log10",
                            "coalesce",
                            "nullif",
                            "greatest",
                            "least",
                            "lower",
                            "upper",
                            "length",
                            "char_length",
                            "substring",
                            "left",
                            "right",
                            "trim",
                            "ltrim",
                            "rtrim",
                            "replace",
                            "concat",
                            "lpad",
                            "rpad",
                            "locate",
                            "instr",
                            "year",
                            "month",
                            "day_of_month",
                            "hour",
                            "minute",
                            "second",
                            "quarter",
                            "day_of_week",
                            "day_of_year",
                            "date_trunc",
                            "dateadd",
                            "datediff"));

    /// Whose results are floating-point numbers.
    private static final Set<String> APPROXIMATE = sorted("power", "sqrt", "exp", "ln", "log10");

    private static final Set<String> AGGREGATES =
            sorted(
                    "count",
                    "sum",
                    "avg",
                    "min",
                    "max",
                    "stddev",
                    "stddev_pop",
                    "stddev_samp",
                    "var_pop",
                    "var_samp",
                    "variance");

    /// Aggregates of H2 that need a whole group.
    private static final Set<String> WHOLE_GROUP =
            new TreeSet<>(
                    List.of(
                            "median",
                            "listagg",
                            "string_agg",
                            "group_concat",
                            "array_agg",
                            "mode",
                            "percentile_cont",
                            "percentile_disc",
                            "any_value",
                            "every",
                            "any",
                            "bool_and",
                            "bool_or",
                            "some",
                            "bit_and_agg",
                            "bit_or_agg",
                            "bit_xor_agg",
                            "corr",
                            "covar_pop",
                            "covar_samp",
                            "regr_slope",
                            "regr_count",
                            "json_arrayagg",
                            "json_objectagg",
                            "histogram",
                            "checksum",
                            "gcd_agg",
                            "lcm_agg",
                            "rank",
                            "dense_rank",
                            "percent_rank",
                            "cume_dist",
                            "row_number",
                            "ntile",
                            "lead",
                            "lag",
                            "first_value",
                            "last_value",
                            "nth_value",
                            "ratio_to_report"));

    private static final Set<String> CLOCK_OR_DICE =
            new TreeSet<>(
                    List.of(
                            "now",
                            "current_timestamp",
                            "current_date",
                            "current_time",
                            "localtimestamp",
                            "localtime",
                            "curdate",
                            "curtime",
                            "sysdate",
                            "systimestamp",
                            "today",
                            "rand",
                            "random",
                            "random_uuid",
                            "gen_random_uuid",
                            "uuid",
                            "newid",
                            "secure_rand",
                            "sys_guid"));

    private Functions() {}

    private static Set<String> sorted(String... names) {
        return new TreeSet<>(List.of(names));
    }

    static boolean isOfARow(String name) {
        return OF_A_ROW.contains(name);
    }

    /// Whether it gives a floating-point number.
    public static boolean isApproximate(String name) {
        return APPROXIMATE.contains(name);
    }

    static boolean isAggregate(String name) {
        return AGGREGATES.contains(name);
    }

    static boolean needsWholeGroup(String name) {
        return WHOLE_GROUP.contains(name);
    }

    static boolean isClockOrDice(String name) {
        return CLOCK_OR_DICE.contains(name);
    }

    /// Those of one row's values, sorted.
    public static List<String> known() {
        return List.copyOf(OF_A_ROW);
    }
}
