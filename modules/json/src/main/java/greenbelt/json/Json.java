package greenbelt.json;

import greenbelt.json.JsonValue.JsonArray;
import greenbelt.json.JsonValue.JsonBoolean;
import greenbelt.json.JsonValue.JsonNull;
import greenbelt.json.JsonValue.JsonNumber;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.json.JsonValue.JsonText;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/// Reads and writes JSON: the only door to it. Every method may be called by many tasks at once.
///
/// Values are records, lists, sets, maps, texts, numbers, booleans, enums, [java.time.Instant],
/// [java.time.LocalDate], [java.time.Duration], [java.util.UUID], [java.util.Optional] and [JsonValue]. A record is an
/// object with its components as fields, in their order. A record with one component, such as an id or an amount, is
/// written as that component alone, except where it is the whole document: `{"user":"user-1","credit":500}`, but
/// `{"credit":500}`. An empty Optional in a record is left out.
///
/// Records must be public and in a package exported to this module: nothing is opened by force.
public final class Json {
    /// The longest document, in characters.
    public static final int MAX_LENGTH = 1 << 22;

    /// How deep objects and lists may be nested.
    public static final int MAX_DEPTH = 64;

    /// The longest number, in characters.
    public static final int MAX_NUMBER_LENGTH = 40;

    /// The longest field name, in characters.
    public static final int MAX_NAME_LENGTH = 200;

    private static final JsonFactory FACTORY =
            JsonFactory.builder().streamReadConstraints(TreeReader.LIMITS).build();

    private Json() {}

    /// Writes a value as one line of JSON. The same value gives the same text.
    public static String write(Object value) {
        return print(Trees.document(value), ObjectWriteContext.empty());
    }

    /// Writes a value as JSON for people: two spaces for each level, one field to a line.
    public static String pretty(Object value) {
        return print(Trees.document(value), new Indented());
    }

    /// The tree of a value.
    public static JsonValue tree(Object value) {
        return Trees.document(value);
    }

    /// Reads one document as a tree. Throws [JsonRejected] when it is not JSON, or names a field twice.
    public static JsonValue parse(String text) {
        return TreeReader.read(FACTORY, text, "JSON", _ -> false, (_, _) -> {});
    }

    /// Reads one document strictly: unknown fields, missing fields and wrong types are refused with [JsonRejected].
    public static <T> T read(String text, Class<T> type) {
        return bind(parse(text), type);
    }

    /// Reads one document that is a list, as strictly as [#read].
    public static <T> List<T> readList(String text, Class<T> itemType) {
        if (!(parse(text) instanceof JsonArray(var trees))) {
            throw new JsonRejected("", "a list", "something else");
        }
        var items = new ArrayList<T>(trees.size());
        for (var tree : trees) {
            var path = Path.ROOT.item(items.size());
            items.add(cast(Binder.bind(path, tree, itemType), itemType));
        }
        return List.copyOf(items);
    }

    /// Turns a tree into a value, as strictly as [#read].
    public static <T> T bind(JsonValue tree, Class<T> type) {
        return cast(Binder.document(tree, type), type);
    }

    @SuppressWarnings("unchecked") // the binder answers with the type it was asked for, or its box
    private static <T> T cast(Object value, Class<T> type) {
        return type.isPrimitive() ? (T) value : type.cast(value);
    }

    private static String print(JsonValue tree, ObjectWriteContext context) {
        var out = new StringWriter();
        try (var generator = FACTORY.createGenerator(context, out)) {
            print(tree, generator);
        }
        return out.toString();
    }

    private static void print(JsonValue tree, JsonGenerator out) {
        switch (tree) {
            case JsonObject(var fields) -> {
                out.writeStartObject();
                fields.forEach((name, value) -> {
                    out.writeName(name);
                    print(value, out);
                });
                out.writeEndObject();
            }
            case JsonArray(var items) -> {
                out.writeStartArray();
                items.forEach(item -> print(item, out));
                out.writeEndArray();
            }
            case JsonText(var text) -> out.writeString(text);
            case JsonNumber(var number) -> out.writeNumber(number);
            case JsonBoolean(var flag) -> out.writeBoolean(flag);
            case JsonNull _ -> out.writeNull();
        }
    }

    /// Asks for indentation that is the same on every operating system.
    private static final class Indented extends ObjectWriteContext.Base {
        private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");

        @Override
        public PrettyPrinter getPrettyPrinter() {
            var printer = new DefaultPrettyPrinter();
            printer.indentObjectsWith(TWO_SPACES);
            printer.indentArraysWith(TWO_SPACES);
            return printer;
        }
    }
}
