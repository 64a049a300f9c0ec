package greenbelt.bench.eventstore;

import greenbelt.database.Session;
import greenbelt.eventstore.StoredEvent;
import greenbelt.projection.Projection;
import greenbelt.projection.Tables;
import java.util.ArrayList;
import java.util.List;

/// A projection that writes a short row for each event.
final class EveryEvent implements Projection {
    @Override
    public String name() {
        return "every-event";
    }

    @Override
    public List<String> tables() {
        return List.of("every_event_{v}");
    }

    @Override
    public List<String> creation() {
        return List.of(
                "create table every_event_{v} (position bigint primary key, stream varchar(100) not null)");
    }

    @Override
    public Changes begin() {
        return new Rows();
    }

    private static final class Rows implements Changes {
        private final List<List<Object>> rows = new ArrayList<>();

        @Override
        public void take(StoredEvent event) {
            rows.add(List.of(event.position(), event.stream().value()));
        }

        @Override
        public void write(Session session, Tables tables) {
            session.updateAll(tables.sql("insert into every_event_{v} values (?, ?)"), rows);
        }
    }
}
