package greenbelt.command;

import greenbelt.view.Page;
import greenbelt.view.Scene;
import greenbelt.view.Table;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What came of a command, for people and for scripts.
///
/// @param json what [greenbelt.json.Json#write] takes
/// @param drawing the same for people; every line ends with a line feed
/// @param exitCode 0 when all is well
/// @param table the rows, where it is a table and nothing else
/// @param next what comes behind it, if anything
public record Result(
        Object json,
        Function<Page, String> drawing,
        int exitCode,
        Optional<Table> table,
        Optional<Next> next) {

    /// What comes behind a result.
    public sealed interface Next {}

    /// A screen that can be walked about in, where there is a terminal for it.
    public record Shown(Scene scene) implements Next {}

    /// Further lines to carry out.
    ///
    /// @param name where they come from
    public record Script(String name, List<String> lines) implements Next {
        public Script {
            lines = List.copyOf(lines);
        }
    }

    /// What is no table, and has nothing behind it.
    public Result(Object json, Function<Page, String> drawing, int exitCode) {
        this(json, drawing, exitCode, Optional.empty(), Optional.empty());
    }

    /// A sentence.
    public static Result of(String text, Object json) {
        return new Result(json, _ -> text.isEmpty() ? "" : text + "\n", 0);
    }

    /// A table.
    public static Result of(Table table) {
        return new Result(table.objects(), table::draw, 0, Optional.of(table), Optional.empty());
    }

    /// A table, and under it this sentence where the page is too narrow for it.
    public static Result of(Table table, String whenCut) {
        return new Result(
                table.objects(),
                page -> table.draw(page) + (table.isCutOn(page) ? whenCut + "\n" : ""),
                0,
                Optional.of(table),
                Optional.empty());
    }

    /// Nothing but further lines to carry out.
    ///
    /// @param name where they come from
    static Result ofScript(String name, List<String> lines) {
        return new Result(
                Map.of(), _ -> "", 0, Optional.empty(), Optional.of(new Script(name, lines)));
    }

    /// This result, and a screen in its place where there is a terminal for it.
    public Result shownAs(Scene scene) {
        return new Result(json, drawing, exitCode, table, Optional.of(new Shown(scene)));
    }

    /// The first rows of a table; what is none, is as it was.
    Result limitedTo(int rows) {
        return table.isEmpty() || table.get().rows().size() <= rows
                ? this
                : Filter.of("head " + rows).apply(this);
    }

    /// This result with another JSON value.
    public Result withJson(Object other) {
        return new Result(other, drawing, exitCode, table, next);
    }

    /// This result with another exit code.
    public Result withExitCode(int code) {
        return new Result(json, drawing, code, table, next);
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
