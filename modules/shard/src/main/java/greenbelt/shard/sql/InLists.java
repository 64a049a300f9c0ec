package greenbelt.shard.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Hides `in (…)` from the parser, which takes `a in (1) and b` for `a in ((1) and b)`.
///
/// It is handed to it as a comparison with a call, `a = in_list__(1) and b`, which binds as `in` does in SQL.
///
/// @see <a href="https://github.com/JSQLParser/JSqlParser">JSqlParser 5.3, production InExpression: its right side is a whole
///     expression</a>
final class InLists {
    /// The function that stands for a list.
    static final String CALL = "in_list__";

    private static final Pattern IN =
            Pattern.compile(
                    "('(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\\*(?s:.*?)\\*/)|\\b(not\\s+)?in\\s*\\(",
                    Pattern.CASE_INSENSITIVE);

    private InLists() {}

    static String hidden(String sql) {
        if (sql.contains(CALL)) {
            throw new Refused(Refusal.NOT_UNDERSTOOD, CALL);
        }
        return IN.matcher(sql)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                found.group(1) != null
                                        ? found.group(1)
                                        : (found.group(2) != null ? " <> " : " = ") + CALL + "("));
    }
}
