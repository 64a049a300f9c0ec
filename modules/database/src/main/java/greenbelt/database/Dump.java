package greenbelt.database;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Every row of every table as text, in an order that depends on the rows alone: equal data, equal dump.
///
/// A column called `secret` holds a key; a dump says no more than whether there is one.
public final class Dump {
    /// What a column with a key in it is called.
    private static final String SECRET = "secret";

    private Dump() {}

    /// One line for each row, tables and rows sorted, columns separated by ` | `, NULL as `-`.
    public static List<String> of(Database database) {
        return database.read(
                "dump",
                session ->
                        tables(session).stream()
                                .flatMap(table -> rows(session, table).stream())
                                .toList());
    }

    private static List<String> tables(Session session) {
        return session.query(
                "select table_name from information_schema.tables"
                        + " where lower(table_schema) = 'public' order by table_name",
                row -> row.text("table_name"));
    }

    private static String shown(String column) {
        return column.equalsIgnoreCase(SECRET)
                ? "case when \"%s\" is null then null else '(secret)' end".formatted(column)
                : "cast(\"%s\" as varchar)".formatted(column);
    }

    private static List<String> rows(Session session, String table) {
        var columns =
                session.query(
                        "select column_name from information_schema.columns"
                                + " where lower(table_schema) = 'public' and table_name = ?"
                                + " order by ordinal_position",
                        row -> row.text("column_name"),
                        table);
        var selected =
                IntStream.range(0, columns.size())
                        .mapToObj(i -> shown(columns.get(i)) + " as c" + i)
                        .collect(Collectors.joining(", "));
        var order =
                IntStream.rangeClosed(1, columns.size())
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "));
        return session.query(
                "select %s from \"%s\" order by %s".formatted(selected, table, order),
                row ->
                        table.toLowerCase(java.util.Locale.ROOT)
                                + ": "
                                + IntStream.range(0, columns.size())
                                        .mapToObj(i -> row.optionalText("c" + i).orElse("-"))
                                        .collect(Collectors.joining(" | ")));
    }
}
