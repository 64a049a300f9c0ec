package greenbelt.command.events;

import greenbelt.eventstore.StoredEvent;
import greenbelt.json.Json;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// How the events of an order are shown.
final class EventRows {
    private EventRows() {}

    /// Events of one order.
    static Table table(List<StoredEvent> events) {
        var table =
                Table.of(
                        Column.right("version"),
                        Column.right("position"),
                        Column.left("at"),
                        Column.left("event"),
                        Column.left("data"));
        for (var stored : events) {
            var event = stored.event();
            table =
                    table.row(
                            stored.version(),
                            stored.position(),
                            event.time(),
                            event.type(),
                            event.data());
        }
        return table;
    }

    /// An event with all that is known of it, for JSON.
    static SequencedMap<String, Object> json(StoredEvent stored) {
        var event = stored.event();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("version", stored.version());
        fields.put("position", stored.position());
        fields.put("at", event.time());
        fields.put("event", event.type());
        fields.put("data", Json.parse(event.data()));
        event.trace().ifPresent(trace -> fields.put("trace", trace.traceId()));
        return fields;
    }
}
