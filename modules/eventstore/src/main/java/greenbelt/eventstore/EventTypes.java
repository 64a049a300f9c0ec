package greenbelt.eventstore;

import greenbelt.event.Envelope;
import greenbelt.json.Json;
import greenbelt.json.JsonRejected;
import greenbelt.json.JsonValue.JsonObject;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The types of events that somebody can read, in every version they ever had. Immutable.
///
/// Events are never changed, so whoever reads them has to understand what was written years ago. What reads the current
/// version reads the others too: each older one is taken up to it, one step from a version to the next. A type begins
/// with version 1, and each step makes a version more, so no version can be left out.
///
/// Source: Greg Young, Versioning in an Event Sourced System, 2017, on upcasting.
public final class EventTypes {
    /// No type at all; begin with it.
    public static final EventTypes NONE = new EventTypes(new TreeMap<>());

    private final Map<String, List<Upcast>> steps;

    private EventTypes(Map<String, List<Upcast>> steps) {
        this.steps = Collections.unmodifiableMap(steps);
    }

    /// These types and one more. Throws [IllegalArgumentException] when it is there already.
    ///
    /// @param upcasts from version 1 to 2, from 2 to 3, and so on; none when the type has only ever had one
    public EventTypes with(String type, Upcast... upcasts) {
        if (steps.containsKey(type)) {
            throw new IllegalArgumentException("type " + type + " is there already");
        }
        var more = new TreeMap<>(steps);
        more.put(type, List.copyOf(Arrays.asList(upcasts)));
        return new EventTypes(more);
    }

    /// The version in which events of this type are written. Throws [IllegalArgumentException] for an unknown type.
    public int currentVersion(String type) {
        var upcasts = steps.get(type);
        if (upcasts == null) {
            throw new IllegalArgumentException(
                    "there is no type "
                            + type
                            + "; there are "
                            + String.join(", ", steps.keySet()));
        }
        return upcasts.size() + 1;
    }

    /// Every type in every version, the current one included.
    public SortedSet<EventShape> shapes() {
        var shapes = new TreeSet<EventShape>();
        steps.forEach((type, upcasts) -> {
            for (int version = 1; version <= upcasts.size() + 1; version++) {
                shapes.add(new EventShape(type, version));
            }
        });
        return Collections.unmodifiableSortedSet(shapes);
    }

    /// Whether events of this shape can be read.
    public boolean canRead(EventShape shape) {
        var upcasts = steps.get(shape.type());
        return upcasts != null && shape.version() <= upcasts.size() + 1;
    }

    /// The event's data in the shape of the current version. Throws [EventStoreException] when nobody can read it.
    public JsonObject read(Envelope event) {
        var shape = EventShape.of(event);
        if (!canRead(shape)) {
            checkReadable("event " + event.id() + " is", List.of(shape));
        }
        var upcasts = steps.getOrDefault(event.type(), List.of());
        try {
            var data = Json.read(event.data(), JsonObject.class);
            for (var upcast : upcasts.subList(event.schemaVersion() - 1, upcasts.size())) {
                data = upcast.upcast(data);
            }
            return data;
        } catch (JsonRejected notOne) {
            throw new EventStoreException(
                    "event %s is not %s: %s"
                            .formatted(event.id(), EventShape.of(event), notOne.getMessage()),
                    notOne);
        }
    }

    /// The rule of a store whose readers these are: throws [EventStoreException] when they could not read one of the
    /// events. An older version is taken, since a node of an older release may still write it.
    public void checkAppend(List<Envelope> events) {
        checkReadable("an append holds", events.stream().map(EventShape::of).toList());
    }

    /// Throws [EventStoreException], which names every shape of these that nobody can read, when there is one.
    ///
    /// @param where begins the sentence, such as `the store holds`
    public void checkReadable(String where, Collection<EventShape> shapes) {
        var unreadable = unreadable(shapes);
        if (!unreadable.isEmpty()) {
            throw new EventStoreException(
                    where + " what nobody here can read: " + String.join("; ", unreadable));
        }
    }

    /// Which of these shapes nobody can read, and why, a few words each, sorted.
    public List<String> unreadable(Collection<EventShape> shapes) {
        return shapes.stream()
                .filter(shape -> !canRead(shape))
                .distinct()
                .sorted()
                .map(shape -> shape + " (" + why(shape) + ")")
                .toList();
    }

    private String why(EventShape shape) {
        var upcasts = steps.get(shape.type());
        return upcasts == null
                ? "no such type is known"
                : "version %d is the newest that is known".formatted(upcasts.size() + 1);
    }
}
