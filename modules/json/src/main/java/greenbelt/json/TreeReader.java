package greenbelt.json;

import greenbelt.json.JsonValue.JsonArray;
import greenbelt.json.JsonValue.JsonBoolean;
import greenbelt.json.JsonValue.JsonNull;
import greenbelt.json.JsonValue.JsonNumber;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.json.JsonValue.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/// Builds the tree of one document from its tokens: one value, no field twice, nothing after it.
final class TreeReader {
    /// What a document may have at most; one that has more is refused.
    static final StreamReadConstraints LIMITS =
            StreamReadConstraints.builder()
                    .maxDocumentLength(Json.MAX_LENGTH)
                    .maxStringLength(Json.MAX_LENGTH)
                    .maxNestingDepth(Json.MAX_DEPTH)
                    .maxNumberLength(Json.MAX_NUMBER_LENGTH)
                    .maxNameLength(Json.MAX_NAME_LENGTH)
                    .build();

    private final JsonParser tokens;
    private final String text;
    private final Predicate<JsonParser> isReference;
    private final ObjIntConsumer<Path> lines;

    private TreeReader(
            JsonParser tokens,
            String text,
            Predicate<JsonParser> isReference,
            ObjIntConsumer<Path> lines) {
        this.tokens = tokens;
        this.lines = lines;
        this.isReference = isReference;
        this.text = text;
    }

    /// @param language what the text is written in, for messages
    /// @param isReference whether the current token only points to a value
    /// @param lines hears in which line each value begins, or its name if it has one
    static JsonValue read(
            TokenStreamFactory factory,
            String text,
            String language,
            Predicate<JsonParser> isReference,
            ObjIntConsumer<Path> lines) {
        if (text.length() > Json.MAX_LENGTH) {
            throw new JsonRejected(
                    "",
                    "at most " + Json.MAX_LENGTH + " characters",
                    String.valueOf(text.length()));
        }
        try (var tokens =
                factory.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
            var reader = new TreeReader(tokens, text, isReference, lines);
            try {
                return reader.document();
            } catch (StreamConstraintsException tooMuch) {
                throw new JsonRejected("", "a document within the limits", firstSentence(tooMuch));
            } catch (UnexpectedEndOfInputException end) {
                throw new JsonRejected(reader.place(end), "valid " + language, "the end");
            } catch (StreamReadException malformed) {
                throw new JsonRejected(
                        reader.place(malformed), "valid " + language, reader.foundAt(malformed));
            }
        }
    }

    private JsonValue document() {
        if (tokens.nextToken() == null) {
            throw new JsonRejected("", "a document", "nothing");
        }
        var value = value(Path.ROOT);
        if (tokens.nextToken() != null) {
            throw new JsonRejected("", "the end after the document", "more text");
        }
        return value;
    }

    private JsonValue value(Path path) {
        refuseReferences(path);
        return switch (tokens.currentToken()) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> array(path);
            case VALUE_STRING -> new JsonText(text(path));
            case VALUE_NUMBER_INT -> new JsonNumber(whole());
            case VALUE_NUMBER_FLOAT -> new JsonNumber(decimal(path));
            case VALUE_TRUE -> new JsonBoolean(true);
            case VALUE_FALSE -> new JsonBoolean(false);
            case VALUE_NULL -> new JsonNull();
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw new JsonRejected(path, "a value", Words.quoted(tokens.getString()));
        };
    }

    /// Half of a surrogate pair is no character: it cannot be written as UTF-8, so nobody could say it again.
    ///
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc8259#section-8.2">RFC 8259, 8.2: Unicode Characters</a>
    private String text(Path path) {
        var string = tokens.getString();
        if (hasHalfAPair(string)) {
            throw new JsonRejected(path, "a text of Unicode characters", "half a surrogate pair");
        }
        return string;
    }

    /// A loop, because a stream costs as much as all the rest of reading a short text.
    private static boolean hasHalfAPair(String string) {
        for (int i = 0; i < string.length(); i++) {
            if (Character.isSurrogate(string.charAt(i))) {
                int codePoint = string.codePointAt(i);
                if (Character.isBmpCodePoint(codePoint)) {
                    return true;
                }
                i++; // the other half
            }
        }
        return false;
    }

    private BigDecimal whole() {
        return switch (tokens.getNumberType()) {
            case INT, LONG -> BigDecimal.valueOf(tokens.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL ->
                    new BigDecimal(tokens.getBigIntegerValue());
        };
    }

    private BigDecimal decimal(Path path) {
        var number = tokens.getString();
        try {
            return new BigDecimal(number);
        } catch (NumberFormatException _) { // YAML knows .inf and .nan, JSON does not
            throw new JsonRejected(path, "a number", Words.quoted(number));
        }
    }

    private JsonObject object(Path path) {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        while (tokens.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = tokens.currentName();
            var fieldPath = path.field(name);
            lines.accept(fieldPath, line());
            if (fields.containsKey(name)) {
                throw new JsonRejected(fieldPath, "the field once", "it twice");
            }
            tokens.nextToken();
            fields.put(name, value(fieldPath));
        }
        return new JsonObject(fields);
    }

    private JsonArray array(Path path) {
        var items = new ArrayList<JsonValue>();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            var itemPath = path.item(items.size());
            lines.accept(itemPath, line());
            items.add(value(itemPath));
        }
        return new JsonArray(items);
    }

    /// YAML's aliases are refused, because a small text could stand for a huge tree; its tags, because they name types.
    private void refuseReferences(Path path) {
        if (isReference.test(tokens) || tokens.getTypeId() != null) {
            throw new JsonRejected(path, "a plain value", "an alias or a tag");
        }
    }

    private int line() {
        return tokens.currentTokenLocation().getLineNr();
    }

    private String place(JacksonException failure) {
        var location = failure.getLocation();
        return location == null
                ? ""
                : "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private String foundAt(JacksonException failure) {
        var location = failure.getLocation();
        long offset = location == null ? -1 : location.getCharOffset();
        return offset >= 0 && offset < text.length()
                ? Words.quoted(Character.toString(text.codePointAt((int) offset)))
                : firstSentence(failure);
    }

    private static String firstSentence(JacksonException failure) {
        var message = String.valueOf(failure.getOriginalMessage());
        return message.lines().findFirst().orElse(message);
    }
}
