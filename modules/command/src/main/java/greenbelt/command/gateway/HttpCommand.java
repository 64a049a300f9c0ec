package greenbelt.command.gateway;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.maybe;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Arguments;
import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Parameter.Presence;
import greenbelt.command.Result;
import greenbelt.http.Body;
import greenbelt.http.CallFailed;
import greenbelt.http.Headers;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.json.Json;
import greenbelt.json.JsonRejected;
import greenbelt.json.JsonValue;
import greenbelt.simulator.Client;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Requests as somebody outside would send them.
public final class HttpCommand {
    private static final int MAX_TIMES = 100_000;
    private static final int MAX_BYTES = 64 << 20;
    private static final String EVENTS = "text/event-stream";

    private HttpCommand() {}

    public static List<Command> all() {
        return List.of(http(), LoginCommands.login(), LoginCommands.logout(), LoginCommands.key());
    }

    private static Command http() {
        return new Command(
                        "http",
                        "Sends a request to the gateway, with a token, and shows the response",
                        List.of(
                                argument(
                                        "METHOD", Kind.METHOD, "GET, POST, PUT, PATCH, DELETE ..."),
                                argument(
                                        "PATH",
                                        Kind.PATH,
                                        "path and query, such as /orders?limit=2"),
                                maybe("BODY", Kind.REST, "JSON: the rest of the line"),
                                option("--header", Kind.TEXT, "name:value, may be repeated")
                                        .with(Presence.ANY),
                                option(
                                        "--bytes",
                                        Kind.NUMBER,
                                        "send a body of so many bytes instead"),
                                option(
                                        "--times",
                                        Kind.NUMBER,
                                        "send it so often; the last one is shown"),
                                option("--anonymous", Kind.FLAG, "send no token")),
                        List.of(
                                "http GET /inventory?limit=2",
                                "http POST /inventory/TEA-POT/receipts {\"quantity\": 10}",
                                "http --anonymous GET /.well-known/jwks.json",
                                "http GET /users --header x-beta:yes",
                                "http POST /orders --bytes 2000000",
                                "http GET /inventory --times 100"),
                        HttpCommand::http)
                .teaching("What goes over the wire: method, path, fields, status, problem");
    }

    private static Result http(Call call) {
        var arguments = call.arguments();
        var asked = withBody(request(arguments, arguments.all("--header"), "--header"), arguments);
        int times = arguments.number("--times", 1, MAX_TIMES, 1);
        var client = call.simulator().client();
        var statuses = new TreeMap<Integer, Integer>();
        try {
            for (int i = 1; i < times; i++) {
                var response = send(client, asked, arguments);
                statuses.merge(response.status(), 1, Integer::sum);
                response.body().close();
            }
            var last = send(client, asked, arguments);
            statuses.merge(last.status(), 1, Integer::sum);
            var result = result(last, content(last, call.progress()));
            return times == 1 ? result : result.and(inWords(statuses));
        } catch (CallFailed failed) {
            throw CommandRefused.failed(String.valueOf(failed.getMessage()));
        }
    }

    private static String inWords(Map<Integer, Integer> statuses) {
        return "answers: "
                + statuses.entrySet().stream()
                        .map(entry -> "%d times %d".formatted(entry.getValue(), entry.getKey()))
                        .collect(Collectors.joining(", "));
    }

    private static Response send(Client client, Request asked, Arguments arguments) {
        return arguments.has("--anonymous") ? client.send(asked) : client.call(asked);
    }

    /// The request that METHOD and PATH ask for, with these header fields.
    ///
    /// @param label what was given as header fields, for messages
    static Request request(Arguments arguments, List<String> fields, String label) {
        var path = arguments.one("PATH");
        if (!path.startsWith("/")) {
            throw CommandRefused.usage("PATH must begin with /, found \"%s\"".formatted(path));
        }
        var headers = Headers.NONE;
        for (var field : fields) {
            int colon = field.indexOf(':');
            try {
                headers =
                        headers.plus(
                                field.substring(0, Math.max(0, colon)),
                                field.substring(colon + 1).strip());
            } catch (IllegalArgumentException wrong) {
                throw CommandRefused.usage(
                        "%s must be name:value, found \"%s\"".formatted(label, field));
            }
        }
        return Request.of(method(arguments.one("METHOD")), path).withHeaders(headers);
    }

    private static Request withBody(Request request, Arguments arguments) {
        if (arguments.has("--bytes")) {
            int bytes = arguments.number("--bytes", 0, MAX_BYTES, 0);
            return request.with("content-type", "application/octet-stream")
                    .withBody(Body.of(new byte[bytes]));
        }
        return arguments
                .maybe("BODY")
                .map(body ->
                        request.with("content-type", "application/json").withBody(Body.text(body)))
                .orElse(request);
    }

    private static Method method(String text) {
        var names = Arrays.stream(Method.values()).map(Enum::name).toList();
        var wanted = text.toUpperCase(Locale.ROOT);
        if (!names.contains(wanted)) {
            throw CommandRefused.usage(
                    "METHOD must be one of %s, found \"%s\"%s"
                            .formatted(
                                    String.join(", ", names), text, Nearest.question(text, names)));
        }
        return Method.valueOf(wanted);
    }

    /// The body as a text. Server-sent events are shown as they come, for they may come for a long time.
    private static String content(Response response, Consumer<String> progress) {
        if (!response.headers().first("content-type").orElse("").startsWith(EVENTS)) {
            return response.text();
        }
        var content = new StringBuilder();
        try (var body = response.body();
                var lines =
                        new BufferedReader(
                                new InputStreamReader(body.open(), StandardCharsets.UTF_8))) {
            var line = lines.readLine();
            while (line != null && content.length() < Body.MAX_IN_MEMORY_BYTES) {
                content.append(line).append('\n');
                if (line.startsWith("data:")) {
                    progress.accept(line);
                }
                line = lines.readLine();
            }
            return content.toString();
        } catch (IOException broken) {
            throw CommandRefused.failed("the events have broken off: " + broken.getMessage());
        }
    }

    private static Result result(Response response, String content) {
        var body = body(content);
        var text = new StringBuilder().append(response.status()).append('\n');
        var headers = new LinkedHashMap<String, String>();
        for (var header : response.headers().fields()) {
            headers.merge(header.name(), header.value(), (one, other) -> one + ", " + other);
        }
        headers.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
        if (!content.isEmpty()) {
            text.append('\n').append(body instanceof JsonValue ? Json.pretty(body) : body);
        }
        var json = new LinkedHashMap<String, Object>();
        json.put("status", response.status());
        json.put("headers", headers);
        json.put("body", body);
        return Result.of(text.toString().stripTrailing(), json)
                .withExitCode(response.isSuccess() ? 0 : CommandRefused.FAILED);
    }

    private static Object body(String content) {
        try {
            return Json.parse(content);
        } catch (JsonRejected notJson) {
            return content;
        }
    }
}
