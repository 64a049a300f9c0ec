package greenbelt.house;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// SQL in string constants.
final class Sql {
    private static final Pattern STATEMENT =
            Pattern.compile("(?is).*\\b(select|insert|update|delete|create|merge|alter)\\b.*");
    private static final Pattern OF_ITS_OWN =
            Pattern.compile(
                    "(?i)\\b(current_timestamp|current_date|current_time|localtimestamp|localtime"
                            + "|sysdate|systimestamp|getdate\\s*\\(|now\\s*\\(|curdate|curtime"
                            + "|(clock|statement|transaction)_timestamp\\s*\\("
                            + "|(gen_)?random_uuid|newid\\s*\\(|sys_guid|uuid\\s*\\("
                            + "|(secure_)?rand\\s*\\(|random\\s*\\(|tablesample)");
    private static final Pattern QUERY =
            Pattern.compile("(?is)[\\s(]*(select\\s|with\\s.+\\bas\\s*\\().*");
    private static final Pattern INNERMOST_PARENTHESES = Pattern.compile("\\([^()]*\\)");
    private static final Pattern ORDER_BY = Pattern.compile("(?i)\\border\\s+by\\b");

    private Sql() {}

    /// Whether this is SQL that asks the database for the time or a random number.
    static boolean readsClockOrDice(String text) {
        return STATEMENT.matcher(text).matches() && OF_ITS_OWN.matcher(text).find();
    }

    /// Whether the rows of this query come in an order of its own; one in parentheses orders something else.
    static boolean isOrdered(String query) {
        var outside = query;
        for (var inside = ""; !inside.equals(outside); ) {
            inside = outside;
            outside = INNERMOST_PARENTHESES.matcher(inside).replaceAll(" ");
        }
        return ORDER_BY.matcher(outside).find();
    }

    /// The queries in a method that may give several rows: all but those handed to `Session.queryOne`, which throws
    /// when there are several.
    ///
    /// Such a call takes the query that was loaded last before it, and no other; so a query in a variable counts as one
    /// of several rows.
    static Stream<String> queriesOfSeveralRows(CodeModel code) {
        var found = new ArrayList<String>();
        var loaded = Optional.<String>empty();
        for (var element : code) {
            if (asksForOneRow(element)) {
                loaded = Optional.empty();
            }
            for (var query : texts(element).stream().filter(Sql::isQuery).toList()) {
                loaded.ifPresent(found::add);
                loaded = Optional.of(query);
            }
        }
        loaded.ifPresent(found::add);
        return found.stream();
    }

    private static boolean isQuery(String text) {
        return QUERY.matcher(text).matches();
    }

    private static boolean asksForOneRow(CodeElement element) {
        return element instanceof InvokeInstruction call
                && call.owner().asInternalName().equals("greenbelt/database/Session")
                && call.name().equalsString("queryOne");
    }

    /// A constant, or the pattern by which several texts become one.
    private static List<String> texts(CodeElement element) {
        return switch (element) {
            case ConstantInstruction constant
                    when constant.constantValue() instanceof String text ->
                    List.of(text);
            case InvokeDynamicInstruction made ->
                    made.bootstrapArgs().stream()
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .toList();
            default -> List.of();
        };
    }
}
