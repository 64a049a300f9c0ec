package greenbelt.eventstore;

import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.event.Utf8;
import java.util.LinkedHashSet;
import java.util.List;

/// Events for one stream, and what is expected of it: a whole append, or the part of one to several streams.
///
/// @param events at least one
public record StreamAppend(StreamId stream, Expected expected, List<Envelope> events) {
    public StreamAppend {
        events = List.copyOf(events);
        if (events.isEmpty() || events.size() > EventStore.MAX_EVENTS_PER_APPEND) {
            throw new IllegalArgumentException(
                    "an append has 1 to %d events, had %d"
                            .formatted(EventStore.MAX_EVENTS_PER_APPEND, events.size()));
        }
    }

    /// These appends, as one. Throws [IllegalArgumentException] when there is none, a stream or an event's id comes
    /// twice, or there is more than [EventStore#MAX_STREAMS_PER_APPEND], [EventStore#MAX_EVENTS_PER_APPEND] or
    /// [EventStore#MAX_DATA_BYTES_PER_APPEND] allow.
    public static List<StreamAppend> together(List<StreamAppend> appends) {
        checkStreams(appends);
        int events = 0;
        long characters = 0;
        var ids = new LinkedHashSet<MessageId>();
        for (var append : appends) {
            events += append.events().size();
            for (var event : append.events()) {
                characters += event.data().length();
                if (!ids.add(event.id())) {
                    throw new IllegalArgumentException(
                            "an append has each event once, had " + event.id() + " twice");
                }
            }
        }
        if (events > EventStore.MAX_EVENTS_PER_APPEND) {
            throw new IllegalArgumentException(
                    "an append has 1 to %d events, had %d"
                            .formatted(EventStore.MAX_EVENTS_PER_APPEND, events));
        }
        if (characters > EventStore.MAX_DATA_BYTES_PER_APPEND / Utf8.MAX_BYTES_PER_CHARACTER) {
            checkData(appends);
        }
        return List.copyOf(appends);
    }

    private static void checkData(List<StreamAppend> appends) {
        long bytes =
                appends.stream()
                        .flatMap(append -> append.events().stream())
                        .mapToLong(event -> Utf8.bytes(event.data()))
                        .sum();
        if (bytes > EventStore.MAX_DATA_BYTES_PER_APPEND) {
            throw new IllegalArgumentException(
                    "an append has at most %d bytes of data in UTF-8, had %d"
                            .formatted(EventStore.MAX_DATA_BYTES_PER_APPEND, bytes));
        }
    }

    private static void checkStreams(List<StreamAppend> appends) {
        if (appends.isEmpty() || appends.size() > EventStore.MAX_STREAMS_PER_APPEND) {
            throw new IllegalArgumentException(
                    "an append has 1 to %d streams, had %d"
                            .formatted(EventStore.MAX_STREAMS_PER_APPEND, appends.size()));
        }
        var streams = new LinkedHashSet<StreamId>();
        for (var append : appends) {
            if (!streams.add(append.stream())) {
                throw new IllegalArgumentException(
                        "an append has each stream once, had " + append.stream() + " twice");
            }
        }
    }
}
