package greenbelt.eventstore.jdbc;

import greenbelt.database.Session;
import greenbelt.eventstore.EventShape;
import greenbelt.eventstore.StoredEvent;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// The table of the shapes of all events: a few rows, so that nobody goes through millions of events to know them.
///
/// A shape is added in the transaction that writes its first event, and stays when a crash takes that event back.
final class ShapeTable {
    static final String CREATE =
            """
            create table event_shape (
                type varchar(200) not null,
                version int not null,
                primary key (type, version))\
            """;

    private ShapeTable() {}

    static SortedSet<EventShape> all(Session session) {
        return new TreeSet<>(
                session.query(
                        "select type, version from event_shape order by type, version",
                        row -> new EventShape(row.text("type"), row.integer("version"))));
    }

    /// The shapes of these events that are not among the known ones.
    static SortedSet<EventShape> beyond(SortedSet<EventShape> known, List<StoredEvent> events) {
        var found = new TreeSet<EventShape>();
        for (var stored : events) {
            var shape = EventShape.of(stored.event());
            if (!known.contains(shape)) {
                found.add(shape);
            }
        }
        return found;
    }

    static SortedSet<EventShape> union(SortedSet<EventShape> known, SortedSet<EventShape> found) {
        if (found.isEmpty()) {
            return known;
        }
        var all = new TreeSet<>(known);
        all.addAll(found);
        return Collections.unmodifiableSortedSet(all);
    }

    /// A shape may be there already, when the commit that added it was made but its answer was lost.
    static void add(Session session, SortedSet<EventShape> shapes) {
        for (var shape : shapes) {
            session.update(
                    "insert into event_shape select ?, ? where not exists"
                            + " (select 1 from event_shape where type = ? and version = ?)",
                    shape.type(),
                    shape.version(),
                    shape.type(),
                    shape.version());
        }
    }
}
