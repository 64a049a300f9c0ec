package greenbelt.projection;

import greenbelt.database.Session;
import greenbelt.eventstore.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Notes the id of each event; a second time would violate the key. Throws at events of type `Poison` until it is cured.
final class Seen implements Projection {
    private final String name;
    private final Kind kind;
    private final AtomicBoolean cured = new AtomicBoolean();
    private final AtomicInteger largestBatch = new AtomicInteger();

    Seen(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    static Seen readModel(String name) {
        return new Seen(name, Kind.READ_MODEL);
    }

    /// The most events that it was handed in one transaction.
    int largestBatch() {
        return largestBatch.get();
    }

    void cure() {
        cured.set(true);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public List<String> tables() {
        return List.of(name + "_{v}");
    }

    @Override
    public List<String> creation() {
        return List.of(
                "create table %s_{v} (id varchar(100) primary key, at_place bigint not null)"
                        .formatted(name));
    }

    @Override
    public List<String> indexes() {
        return List.of(
                "create index if not exists %s_by_place_{v} on %s_{v} (at_place)"
                        .formatted(name, name));
    }

    @Override
    public Changes begin() {
        return new Rows();
    }

    List<String> ids(Session session, Tables tables) {
        return session.query(
                tables.sql("select id from %s_{v} order by at_place, id".formatted(name)),
                row -> row.text("id"));
    }

    private final class Rows implements Changes {
        private final List<List<Object>> rows = new ArrayList<>();

        @Override
        public void take(StoredEvent event) {
            if (event.event().type().equals("Poison") && !cured.get()) {
                throw new IllegalStateException("cannot read " + event.event().id());
            }
            rows.add(List.of(event.event().id().value(), event.version()));
        }

        @Override
        public void write(Session session, Tables tables) {
            largestBatch.accumulateAndGet(rows.size(), Math::max);
            session.updateAll(tables.sql("insert into %s_{v} values (?, ?)".formatted(name)), rows);
        }
    }
}
