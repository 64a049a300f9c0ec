package greenbelt.eventstore;

import greenbelt.event.Envelope;
import java.util.Comparator;

/// One version of what the data of one type of event looks like. Sorted by type, then by version.
///
/// @param type such as `OrderPlaced`
/// @param version from 1
public record EventShape(String type, int version) implements Comparable<EventShape> {
    private static final Comparator<EventShape> ORDER =
            Comparator.comparing(EventShape::type).thenComparingInt(EventShape::version);

    public EventShape {
        if (version < 1) {
            throw new IllegalArgumentException("version must be >= 1, was " + version);
        }
    }

    /// The shape of this event's data.
    public static EventShape of(Envelope event) {
        return new EventShape(event.type(), event.schemaVersion());
    }

    @Override
    public int compareTo(EventShape other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return type + " version " + version;
    }
}
