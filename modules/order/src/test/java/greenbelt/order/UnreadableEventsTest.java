package greenbelt.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.contract.Finding;
import greenbelt.eventstore.EventStoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The order service, when the store holds events of another release,")
class UnreadableEventsTest {
    private final OrderTown town = new OrderTown(7);

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    @DisplayName("starts on those that it has written itself")
    void starts() {
        town.place(OrderTown.twoLamps());
        town.crash();

        town.start();

        assertThat(town.check()).allMatch(Finding::holds);
    }

    @Test
    @DisplayName(
            "does not start on a type that nobody here knows, and says where it is and how often")
    void unknownType() {
        town.place(OrderTown.twoLamps());
        town.crash();
        town.writeElsewhere("OrderGiftWrapped", 1);

        assertThatThrownBy(town::start)
                .isInstanceOf(EventStoreException.class)
                .hasMessage(
                        "use the release that wrote the event store:"
                                + " it holds what nobody here can read:"
                                + " OrderGiftWrapped version 1 (no such type is known);"
                                + " there: 1 of OrderGiftWrapped version 1, the first at position 7");
    }

    @Test
    @DisplayName("does not start on a version from the future, and says which one it knows")
    void versionFromTheFuture() {
        town.crash();
        town.writeElsewhere("OrderPlaced", 17);

        assertThatThrownBy(town::start)
                .hasMessageContaining("OrderPlaced version 17 (version ")
                .hasMessageContaining(" is the newest that is known)");
    }

    @Test
    @DisplayName("finds at a check what was written while it was running")
    void writtenMeanwhile() {
        town.shareStoreWith("OrderGiftWrapped", 1);

        assertThat(town.check())
                .filteredOn(finding -> !finding.holds())
                .extracting(Finding::invariant)
                .contains("every event in the store can be read");
    }
}
