package greenbelt.command;

import greenbelt.view.Page;
import greenbelt.view.Table;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What came of a command, for people and for scripts.
///
/// @param json what [greenbelt.json.Json#write] takes
/// @param drawing the same for people; every line ends with a line feed
/// @param exitCode 0 when all is well
public record Result(Object json, Function<Page, String> drawing, int exitCode) {
    /// A sentence.
    public static Result of(String text, Object json) {
        return new Result(json, _ -> text.isEmpty() ? "" : text + "\n", 0);
    }

    /// A table.
    public static Result of(Table table) {
        return new Result(table.objects(), table::draw, 0);
    }

    /// A table, and under it this sentence where the page is too narrow for it.
    public static Result of(Table table, String whenCut) {
        return new Result(
                table.objects(),
                page -> table.draw(page) + (table.isCutOn(page) ? whenCut + "\n" : ""),
                0);
    }

    /// This result with another JSON value.
    public Result withJson(Object other) {
        return new Result(other, drawing, exitCode);
    }

    /// This result with another exit code.
    public Result withExitCode(int code) {
        return new Result(json, drawing, code);
    }

    /// This result with a sentence under it.
    public Result and(String text) {
        return new Result(json, page -> drawing.apply(page) + text + "\n", exitCode);
    }

    /// One drawing under the other, with a line between them, and this JSON value.
    public static Result stacked(Object json, Result... parts) {
        return new Result(
                json,
                page ->
                        Stream.of(parts)
                                .map(part -> part.drawing().apply(page))
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining("\n")),
                0);
    }
}
