package greenbelt.shard.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.parser.ParseException;
import net.sf.jsqlparser.parser.TokenMgrException;
import net.sf.jsqlparser.schema.Table;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.Values;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.update.UpdateSet;

/// Reads a statement into the model, whole, or refuses it.
///
/// Two things keep it from leaving anything out. It knows each kind of node it reads, and refuses all others. And what was
/// read is written down again: a word of the text that is missing there is a reason to refuse, whatever it means.
public final class SqlParser {
    /// The longest statement, in characters: a few thousand rows to insert.
    public static final int MAX_CHARACTERS = 1_000_000;

    /// How deep parentheses may be in one another.
    public static final int MAX_NESTING = 40;

    private SqlParser() {}

    /// The statement. Throws [Refused].
    public static Statement parse(String sql) {
        checkSize(sql);
        var statement = read(sql);
        var missing = Words.missing(sql, SqlWriter.text(statement));
        if (!missing.isEmpty()) {
            throw new Refused(Refusal.NOT_UNDERSTOOD, "'" + String.join(" ", missing) + "'");
        }
        return statement;
    }

    private static void checkSize(String sql) {
        if (sql.isBlank()) {
            throw unreadable("an empty statement");
        }
        if (sql.length() > MAX_CHARACTERS) {
            throw unreadable(
                    "a statement of %d characters, of at most %d"
                            .formatted(sql.length(), MAX_CHARACTERS));
        }
        int depth = 0;
        for (int i = 0; i < sql.length(); i++) {
            depth += sql.charAt(i) == '(' ? 1 : sql.charAt(i) == ')' ? -1 : 0;
            if (depth > MAX_NESTING) {
                throw unreadable("parentheses more than %d deep".formatted(MAX_NESTING));
            }
        }
    }

    private static Refused unreadable(String about) {
        return new Refused(Refusal.UNREADABLE, about);
    }

    /// Without the parser's usual entrance, which starts a thread to have a time limit.
    private static Statement read(String sql) {
        try {
            var parser =
                    CCJSqlParserUtil.newParser(InLists.hidden(sql)).withAllowComplexParsing(true);
            return switch (parser.Statement()) {
                case Select select -> new QueryReader().query(select);
                case Insert insert -> insert(insert);
                case Update update -> update(update);
                case Delete delete -> delete(delete);
                case null -> throw unreadable("an empty statement");
                case net.sf.jsqlparser.statement.Statement other ->
                        throw unreadable(other.getClass().getSimpleName());
            };
        } catch (ParseException | TokenMgrException failure) {
            throw unreadable(firstLine(failure));
        }
    }

    private static String firstLine(Throwable failure) {
        var said = String.valueOf(failure.getMessage());
        return said.lines().findFirst().orElse(said).replaceAll("[.:]$", "");
    }

    private static Statement insert(Insert insert) {
        if (insert.getColumns() == null
                || !(insert.getSelect() instanceof Values values)
                || insert.getWithItemsList() != null) {
            throw new Refused(Refusal.INSERT_FORM, insert.getTable().getName());
        }
        var columns = insert.getColumns().stream().map(column -> name(column.getColumnName()));
        return new Statement.Insert(table(insert.getTable()), columns.toList(), rows(values));
    }

    private static List<List<Expr>> rows(Values values) {
        var reader = new ExprReader(new QueryReader());
        var rows = new ArrayList<List<Expr>>();
        var several = new ArrayList<Expr>();
        for (var one : values.getExpressions()) {
            several.add(reader.expr(one));
        }
        if (several.stream().allMatch(Expr.Row.class::isInstance)) {
            several.forEach(row -> rows.add(row.parts()));
        } else if (ExprReader.isParenthesed(values.getExpressions())) {
            rows.add(several); // one row, whose parentheses are the list's
        } else {
            several.forEach(value -> rows.add(List.of(value)));
        }
        return rows;
    }

    private static Statement update(Update update) {
        var reader = new ExprReader(new QueryReader());
        var set = new ArrayList<Statement.Assignment>();
        for (var one : update.getUpdateSets()) {
            set.add(assignment(one, reader));
        }
        return new Statement.Update(
                table(update.getTable()),
                set,
                Optional.ofNullable(update.getWhere()).map(reader::expr));
    }

    private static Statement.Assignment assignment(UpdateSet set, ExprReader reader) {
        if (set.getColumns().size() != 1 || set.getValues().size() != 1) {
            throw new Refused(Refusal.NOT_UNDERSTOOD, "an assignment to several columns");
        }
        return new Statement.Assignment(
                name(set.getColumn(0).getColumnName()), reader.expr(set.getValue(0)));
    }

    private static Statement delete(Delete delete) {
        var reader = new ExprReader(new QueryReader());
        return new Statement.Delete(
                table(delete.getTable()), Optional.ofNullable(delete.getWhere()).map(reader::expr));
    }

    private static String table(Table table) {
        if (table.getSchemaName() != null) {
            throw new Refused(Refusal.UNKNOWN_TABLE, table.getFullyQualifiedName());
        }
        return name(table.getName());
    }

    /// A name in lower case.
    static String name(String written) {
        if (written.startsWith("\"") || written.startsWith("`") || written.startsWith("[")) {
            throw new Refused(Refusal.QUOTED_NAME, written);
        }
        return written.toLowerCase(Locale.ROOT);
    }
}
