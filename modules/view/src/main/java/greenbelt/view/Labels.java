package greenbelt.view;

import greenbelt.telemetry.Span;
import greenbelt.telemetry.SpanKind;
import java.util.Optional;
import java.util.regex.Pattern;

/// What to call a span where there is one line for it.
final class Labels {
    private static final Pattern UUID =
            Pattern.compile("([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Labels() {}

    /// The span's name, and what it leaves out to stay general: a request's path, a message's type, who handles it.
    static String operation(Span span) {
        var type = span.attribute("cloudevents.event_type");
        if (type.isPresent()) {
            return span.name() + " " + type.get() + consumer(span);
        }
        boolean request =
                span.kind() == SpanKind.CLIENT && span.attribute("http.request.method").isPresent();
        var path = span.attribute("url.path").filter(any -> request);
        return path.map(it -> span.name() + " " + shortened(it)).orElse(span.name());
    }

    /// Eight digits of a UUID tell it from the others; all of it is in the attributes.
    static String shortened(String path) {
        return UUID.matcher(path).replaceAll("$1…");
    }

    private static String consumer(Span span) {
        return span.attribute("messaging.consumer.group.name")
                .filter(group -> !group.equals(span.service()))
                .map(group -> " → " + group)
                .orElse("");
    }

    /// What went wrong, such as `503` or `CallFailed`.
    static Optional<String> problem(Span span) {
        return switch (span.status()) {
            case DONE, RUNNING -> Optional.empty();
            case LOST -> Optional.of("lost");
            case FAILED ->
                    Optional.of(span.attribute("error.type").map(Labels::last).orElse("failed"));
        };
    }

    private static String last(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
