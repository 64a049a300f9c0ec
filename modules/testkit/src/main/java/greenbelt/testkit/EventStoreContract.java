package greenbelt.testkit;

import greenbelt.eventstore.EventStore;
import greenbelt.world.Node;
import greenbelt.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What every event store does. Inherit it for each implementation, in each world it is for.
///
/// It asks for positions that increase and are unique, never for dense ones: a store on a sequence of its database has
/// gaps. A store that does nothing fails every sentence.
public abstract class EventStoreContract
        implements AppendSentences,
                RepetitionSentences,
                ReadSentences,
                StreamSentences,
                SubscriptionSentences {
    private EventStoreStage stage;

    protected EventStoreContract() {}

    /// A new world of the kind that the store is for.
    protected abstract World newWorld();

    /// Opens the store for a node, in a task of it; what an earlier node of this world has stored is there.
    protected abstract EventStore open(World itsWorld, Node itsNode);

    /// Gives back what [#open] has taken.
    protected void release() {}

    @Override
    public EventStoreStage stage() {
        return stage;
    }

    @BeforeEach
    final void begin() {
        stage = new EventStoreStage(newWorld(), this::open);
    }

    @AfterEach
    final void end() {
        stage.world().close();
        release();
    }
}
