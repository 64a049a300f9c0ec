package greenbelt.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.gateway.RoutesView.RouteView;
import greenbelt.http.Method;
import greenbelt.json.JsonValue;
import greenbelt.json.JsonValue.JsonArray;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.json.JsonValue.JsonText;
import greenbelt.json.Yaml;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The description of the API")
class OpenApiTest {
    private final GatewayTown town = new GatewayTown();
    private Map<String, JsonValue> document = Map.of();

    @BeforeEach
    void read() {
        document = fields(Yaml.parse(town.ask(town.get("/openapi.yaml")).text()));
    }

    @AfterEach
    void close() {
        town.close();
    }

    private static Map<String, JsonValue> fields(JsonValue value) {
        return ((JsonObject) value).fields();
    }

    private static JsonValue field(Map<String, JsonValue> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    private record Operation(String name, Map<String, JsonValue> fields) {}

    private Stream<Operation> operations() {
        return fields(field(document, "paths")).entrySet().stream()
                .flatMap(path ->
                        Arrays.stream(Method.values())
                                .flatMap(method ->
                                        operation(method, path.getKey(), fields(path.getValue()))
                                                .stream()));
    }

    private static Optional<Operation> operation(
            Method method, String path, Map<String, JsonValue> item) {
        return Optional.ofNullable(item.get(method.name().toLowerCase(Locale.ROOT)))
                .map(found -> new Operation(method + " " + path, fields(found)));
    }

    private static Stream<RouteView> routes() {
        return RoutesView.of(Routes.edition(RoutesText.shipped()), Optional.empty())
                .routes()
                .stream();
    }

    private static Stream<String> operations(RouteView route) {
        return route.methods().stream()
                .filter(method -> method != Method.HEAD)
                .map(method -> method + " " + route.path());
    }

    @Test
    @DisplayName(
            "has every route of the gateway under its name, and the gateway has every operation")
    void agreesWithTheRoutes() {
        var routed = new TreeMap<String, String>();
        routes().forEach(route ->
                operations(route).forEach(operation -> routed.put(operation, route.name())));
        var described = new TreeMap<String, String>();
        operations()
                .forEach(operation ->
                        described.put(
                                operation.name(), text(operation.fields().get("operationId"))));

        assertThat(described).isEqualTo(routed);
    }

    private static String text(@Nullable JsonValue value) {
        return value instanceof JsonText(var text) ? text : "";
    }

    @Test
    @DisplayName("asks for a token, and a scope, where the gateway does")
    void agreesOnAccess() {
        var described = new TreeMap<String, String>();
        operations()
                .forEach(operation ->
                        described.put(
                                operation.name(), access(operation.fields().get("security"))));
        var routed = new TreeMap<String, String>();
        routes().forEach(route ->
                operations(route)
                        .forEach(operation ->
                                routed.put(operation, route.access() + " " + route.scopes())));

        assertThat(described).isEqualTo(routed);
    }

    /// The document asks for a token where an operation says nothing, and for nothing where it says so.
    private static String access(@Nullable JsonValue security) {
        return switch (security) {
            case JsonArray(var ways) when ways.isEmpty() -> "anonymous []";
            case JsonArray(var ways) when ways.getFirst() instanceof JsonObject(var way) ->
                    "token " + scopes(field(way, "token"));
            case null, default -> "token []";
        };
    }

    private static List<String> scopes(JsonValue value) {
        return ((JsonArray) value).items().stream().map(OpenApiTest::text).toList();
    }

    @Test
    @DisplayName("points at nothing that it does not have")
    void hasNoLooseEnds() {
        var references = references(new JsonObject(document)).distinct().toList();

        assertThat(references).isNotEmpty().allMatch(reference -> resolves(reference));
    }

    private boolean resolves(String reference) {
        JsonValue at = new JsonObject(document);
        for (var name : List.of(reference.substring(2).split("/", -1))) {
            var next = at instanceof JsonObject(var fields) ? fields.get(name) : null;
            if (next == null) {
                return false;
            }
            at = next;
        }
        return reference.startsWith("#/");
    }

    private static Stream<String> references(JsonValue value) {
        return switch (value) {
            case JsonObject(var fields) ->
                    fields.entrySet().stream()
                            .flatMap(entry ->
                                    entry.getKey().equals("$ref")
                                                    && entry.getValue() instanceof JsonText(var to)
                                            ? Stream.of(to)
                                            : references(entry.getValue()));
            case JsonArray(var items) -> items.stream().flatMap(OpenApiTest::references);
            case JsonValue _ -> Stream.empty();
        };
    }

    @Test
    @DisplayName(
            "gives each operation a name of its own, a summary, and a problem for when it fails")
    void isComplete() {
        var operations = operations().toList();

        assertThat(operations)
                .allSatisfy(operation -> {
                    assertThat(operation.fields()).containsKeys("operationId", "summary", "tags");
                    assertThat(fields(field(operation.fields(), "responses")))
                            .containsKey("default");
                });
        assertThat(operations)
                .extracting(it -> it.fields().get("operationId"))
                .doesNotHaveDuplicates();
    }
}
