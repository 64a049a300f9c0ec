package greenbelt.fault;

import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.fault.Target.Call;
import greenbelt.fault.Target.OfDatabase;
import greenbelt.fault.Target.OfGroup;
import greenbelt.fault.Target.OfNode;
import greenbelt.fault.Target.OfProjection;
import greenbelt.fault.Target.OfSaga;
import greenbelt.fault.Target.OfTopic;
import java.util.List;

/// A small system to break.
final class TestLandscape {
    static final Topic NEWS = new Topic("order.news");
    static final Group READERS = new Group("inventory");

    static final Landscape LANDSCAPE =
            new Landscape(
                    List.of(Call.of("gateway", "order"), Call.of("order", "inventory")),
                    List.of("inventory", "order"),
                    List.of(new OfTopic(NEWS)),
                    List.of(new OfGroup(NEWS, READERS)),
                    List.of(new OfNode("inventory-1"), new OfNode("order-1")),
                    List.of(new OfDatabase("inventory"), new OfDatabase("order")),
                    List.of(new OfProjection("order-list"), new OfProjection("sales")),
                    List.of(new OfSaga("order")));

    private TestLandscape() {}
}
