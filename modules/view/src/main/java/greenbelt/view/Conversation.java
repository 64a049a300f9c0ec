package greenbelt.view;

import greenbelt.telemetry.Span;
import greenbelt.telemetry.Span.Status;
import greenbelt.telemetry.SpanKind;
import greenbelt.telemetry.Trace;
import greenbelt.view.MessageDiagram.Arrow;
import greenbelt.view.MessageDiagram.Mark;
import greenbelt.view.MessageDiagram.Sign;
import greenbelt.view.MessageDiagram.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the spans of some traces say about who said what to whom.
///
/// A request is the span of the one who asks and the span of the one who answers, its child; a message is the span of
/// the one who sends and those of the ones who handle it. Where the other side is missing, it was lost.
final class Conversation {
    private static final String STATUS = "http.response.status_code";
    private static final String METHOD = "http.request.method";
    private static final String DESTINATION = "messaging.destination.name";

    /// Which fault has struck what the span is about.
    private static final String FAULT = "greenbelt.fault";

    /// Where an order's own events are read from; that is no conversation.
    private static final String OWN_EVENTS = "events";

    private final Instant beginning;
    private final Map<String, String> names;
    private final Map<String, String> nodes;
    private final Map<String, Span> spans = new TreeMap<>();
    private final Map<String, List<Span>> children = new TreeMap<>();
    private final List<Arrow> arrows = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();

    Conversation(
            Collection<Trace> traces,
            Instant beginning,
            Map<String, String> names,
            Map<String, String> nodes) {
        this.beginning = beginning;
        this.names = names;
        this.nodes = nodes;
        traces.forEach(trace -> trace.spans().forEach(this::index));
        traces.forEach(trace -> trace.spans().forEach(this::tell));
    }

    List<Arrow> arrows() {
        return arrows;
    }

    List<Mark> marks() {
        return marks;
    }

    private void index(Span span) {
        spans.put(span.id(), span);
        span.parent()
                .ifPresent(parent ->
                        children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(span));
    }

    private void tell(Span span) {
        span.attribute(FAULT).ifPresent(fault -> marks.add(mark(span, Sign.FAULT, fault)));
        switch (span.kind()) {
            case SERVER -> served(span);
            case CLIENT -> asked(span);
            case PRODUCER -> sent(span);
            case CONSUMER -> handled(span);
            case INTERNAL -> {}
        }
    }

    private List<Span> children(Span span, SpanKind kind) {
        return children.getOrDefault(span.id(), List.of()).stream()
                .filter(child -> child.kind() == kind)
                .toList();
    }

    private void served(Span server) {
        var client =
                server.parent().map(spans::get).filter(parent -> parent.kind() == SpanKind.CLIENT);
        var from = client.map(Span::node).orElse(MessageDiagram.OUTSIDE);
        var sent = client.map(Span::start).orElse(server.start());
        arrows.add(arrow(Way.REQUEST, from, server.node(), sent, server.start(), request(server)));
        if (server.end().isPresent()) {
            var answered = server.end().get();
            var heard = client.isEmpty() ? server.end() : client.flatMap(it -> heard(it, answered));
            arrows.add(
                    new Arrow(
                            Way.REPLY,
                            server.node(),
                            from,
                            since(answered),
                            heard.map(this::since),
                            reply(server, heard.isEmpty())));
        }
    }

    /// When the answer was heard, if it was: who did not hear it has no status.
    private static Optional<Instant> heard(Span client, Instant answered) {
        return client.attribute(STATUS).isPresent()
                ? client.end().filter(end -> !end.isBefore(answered))
                : Optional.empty();
    }

    private String request(Span span) {
        var path = span.attribute("url.path").orElse("");
        return named(span.attribute(METHOD).orElse("") + " " + path);
    }

    private String reply(Span server, boolean isLost) {
        var status = server.attribute(STATUS).orElse(server.status() == Status.LOST ? "lost" : "?");
        return isLost ? status + " (not heard)" : status;
    }

    private void asked(Span client) {
        if (client.attribute(METHOD).isPresent()) {
            askedInVain(client);
        } else if (client.status() == Status.FAILED) {
            marks.add(mark(client, Sign.FAILED, client.name() + problem(client)));
        } else if (client.attribute("db.operation.name").filter("append"::equals).isPresent()) {
            var types = client.attribute("cloudevents.event_type").orElse("");
            marks.add(mark(client, Sign.DONE, types));
        }
    }

    private void askedInVain(Span client) {
        if (children(client, SpanKind.SERVER).isEmpty()) {
            var service = client.attribute("server.address").orElse("?");
            var answer = client.attribute(STATUS);
            arrows.add(
                    new Arrow(
                            Way.REQUEST,
                            client.node(),
                            laneOf(service),
                            since(client.start()),
                            Optional.empty(),
                            request(client) + answer.map(it -> ": " + it).orElse(problem(client))));
        } else if (client.status() == Status.FAILED && client.attribute(STATUS).isEmpty()) {
            marks.add(
                    new Mark(
                            since(client.end().orElse(client.start())),
                            Optional.of(client.node()),
                            Sign.FAILED,
                            request(client) + problem(client)));
        }
    }

    private void sent(Span producer) {
        var type = producer.attribute("cloudevents.event_type").orElse("message");
        var handled = children(producer, SpanKind.CONSUMER);
        for (var consumer : handled) {
            var again =
                    consumer.attribute("greenbelt.attempt")
                            .filter(attempt -> !attempt.equals("1"))
                            .map(attempt -> " (attempt " + attempt + ")")
                            .orElse("");
            arrows.add(
                    arrow(
                            Way.MESSAGE,
                            producer.node(),
                            consumer.node(),
                            producer.start(),
                            consumer.start(),
                            type + again));
        }
        if (producer.status() == Status.FAILED) {
            marks.add(mark(producer, Sign.FAILED, "send " + type + problem(producer)));
        } else if (handled.isEmpty()) {
            var topic = producer.attribute(DESTINATION).orElse("the bus");
            marks.add(mark(producer, Sign.DONE, type + " to " + topic + ", heard by nobody here"));
        }
    }

    private void handled(Span consumer) {
        boolean isOwn = consumer.attribute(DESTINATION).filter(OWN_EVENTS::equals).isPresent();
        if (!isOwn && consumer.status() == Status.FAILED) {
            var type = consumer.attribute("cloudevents.event_type").orElse("message");
            marks.add(
                    new Mark(
                            since(consumer.end().orElse(consumer.start())),
                            Optional.of(consumer.node()),
                            Sign.FAILED,
                            "handle " + type + problem(consumer)));
        }
    }

    /// The node that runs a service; the service itself where it is not known which would have been asked.
    private String laneOf(String service) {
        return nodes.getOrDefault(service, service);
    }

    private static String problem(Span span) {
        return Labels.problem(span).map(problem -> ": " + problem).orElse("");
    }

    private Arrow arrow(
            Way way, String from, String to, Instant sent, Instant received, String says) {
        return new Arrow(way, from, to, since(sent), Optional.of(since(received)), says);
    }

    private Mark mark(Span span, Sign sign, String says) {
        return new Mark(since(span.start()), Optional.of(span.node()), sign, named(says));
    }

    private Duration since(Instant at) {
        return Duration.between(beginning, at);
    }

    private String named(String text) {
        var named = text;
        for (var entry : names.entrySet()) {
            named = named.replace(entry.getKey(), entry.getValue());
        }
        return Labels.shortened(named);
    }
}
