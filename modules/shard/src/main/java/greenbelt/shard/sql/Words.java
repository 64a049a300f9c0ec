package greenbelt.shard.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The words of a statement, to see that nothing was left out when it was read: those of the model must be those of the text.
///
/// A parser may know attributes of a statement that we do not ask it for. Whatever they are called, their words would be
/// missing in what we write down, so this needs no list of them.
final class Words {
    private static final Pattern WORD =
            Pattern.compile(
                    "'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\\*(?s:.*?)\\*/"
                            + "|[0-9]+(?:\\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\\.[0-9]+|[A-Za-z_][A-Za-z_0-9]*"
                            + "|<>|!=|<=|>=|\\|\\||::|\\S");

    /// Words that may be left out without changing the sense, and signs that only tell words apart.
    private static final Set<String> NOISE =
            Set.of(
                    "as", "asc", "inner", "outer", "rows", "row", "only", "next", "(", ")", ",",
                    ";");

    private Words() {}

    /// The words, in order, the same for the same sense.
    static List<String> of(String sql) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(sql);
        var before = "";
        while (matcher.find()) {
            var word = canonical(matcher.group());
            boolean counts = before.equals("limit") && word.equals("first"); // fetch first 5 rows
            if (!NOISE.contains(word) && !counts && !isComment(word)) {
                words.add(word);
            }
            before = word;
        }
        return words;
    }

    private static String canonical(String word) {
        if (word.startsWith("'")) {
            return word;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "fetch" -> "limit";
            case "!=" -> "<>";
            case String lower -> lower;
        };
    }

    private static boolean isComment(String word) {
        return word.startsWith("--") || word.startsWith("/*");
    }

    /// Which words of `text` are not in `written`, or the other way round; empty when all are there.
    static List<String> missing(String text, String written) {
        var left = new ArrayList<String>();
        var found = new ArrayList<>(of(written));
        for (var word : of(text)) {
            if (!found.remove(word)) {
                left.add(word);
            }
        }
        left.addAll(found);
        return left;
    }
}
