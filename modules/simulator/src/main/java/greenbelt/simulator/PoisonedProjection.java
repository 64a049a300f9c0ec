package greenbelt.simulator;

import greenbelt.database.Session;
import greenbelt.eventstore.StoredEvent;
import greenbelt.fault.Faults;
import greenbelt.fault.Poison;
import greenbelt.fault.Target.OfProjection;
import greenbelt.projection.Projection;
import greenbelt.projection.Tables;
import java.util.List;

/// A projection with the faults on it: of the events that it takes, some are poisonous.
final class PoisonedProjection implements Projection {
    private final Projection projection;
    private final Poison poison;

    PoisonedProjection(Faults faults, Projection projection) {
        this.projection = projection;
        this.poison = new Poison(faults, new OfProjection(projection.name()));
    }

    @Override
    public String name() {
        return projection.name();
    }

    @Override
    public Kind kind() {
        return projection.kind();
    }

    @Override
    public List<String> tables() {
        return projection.tables();
    }

    @Override
    public List<String> creation() {
        return projection.creation();
    }

    @Override
    public List<String> indexes() {
        return projection.indexes();
    }

    @Override
    public Changes begin() {
        var changes = projection.begin();
        return new Changes() {
            @Override
            public void take(StoredEvent event) {
                long position = event.position();
                poison.in("event " + position, event.event().id().value(), position)
                        .ifPresent(failure -> {
                            throw failure;
                        });
                changes.take(event);
            }

            @Override
            public void write(Session session, Tables tables) {
                changes.write(session, tables);
            }
        };
    }
}
