package greenbelt.testkit;

import static greenbelt.testkit.EventStoreStage.ORDER;
import static greenbelt.testkit.EventStoreStage.OTHER;
import static greenbelt.testkit.EventStoreStage.PATIENCE;
import static greenbelt.testkit.EventStoreStage.event;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.eventstore.EventFilter;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.Interceptor;
import greenbelt.eventstore.StoredEvent;
import greenbelt.eventstore.StreamId;
import greenbelt.eventstore.Subscription;
import greenbelt.eventstore.Subscription.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What [EventStoreContract] says about subscriptions: no gap and no repetition between what was and what comes.
public interface SubscriptionSentences {
    EventStoreStage stage();

    private Subscription subscribe(EventFilter filter, List<StoredEvent> seen) {
        var subscription =
                Subscription.of(
                                stage().world(),
                                stage().store(),
                                "test",
                                0,
                                Interceptor.NONE,
                                seen::add)
                        .only(filter);
        stage().node().spawn("subscription", subscription::run);
        return subscription;
    }

    private List<Long> appendFrom(int writers, int each) {
        var finished = stage().world().mailbox("finished", writers);
        for (int i = 0; i < writers; i++) {
            var stream = new StreamId("order-" + i);
            stage().node()
                    .spawn(
                            "writer " + i,
                            () -> {
                                for (int n = 0; n < each; n++) {
                                    stage().append(stream, new Any(), stream + "-" + n + "-x");
                                }
                                finished.put(stream);
                            });
        }
        return stage().inTask(() -> {
            Collections.nCopies(writers, finished).forEach(box -> box.await(PATIENCE));
            return List.of(stage().store().durablePosition().value());
        });
    }

    @Test
    @DisplayName("lets a subscription catch up and become live with no event left out or repeated")
    default void becomesLive() {
        var seen = Collections.synchronizedList(new ArrayList<StoredEvent>());
        stage().play(() -> {
            for (int i = 0; i < 25; i++) {
                stage().append(ORDER, new Any(), "old-" + i);
            }
        });
        var subscription = subscribe(EventFilter.ALL, seen);
        var end = appendFrom(4, 15).getFirst();
        stage().play(() -> assertThat(subscription.awaitApplied(end, PATIENCE)).isTrue());
        assertThat(seen).extracting(StoredEvent::position).isSorted().doesNotHaveDuplicates();
        var all = stage().inTask(() -> stage().all());
        assertThat(EventStoreStage.ids(List.copyOf(seen))).hasSize(25 + 4 * 15).isEqualTo(all);
    }

    @Test
    @DisplayName("hands a filtered subscription its events only, and lets it pass the others")
    default void subscriptionFiltered() {
        var seen = Collections.synchronizedList(new ArrayList<StoredEvent>());
        var filter = EventFilter.ofTypes("Wanted").andStreams("order-1");
        stage().play(() -> {
            var store = stage().store();
            store.append(ORDER, new Any(), List.of(event("a", "Wanted", "{}"), event("b")));
            store.append(OTHER, new Any(), List.of(event("c", "Wanted", "{}")));
        });
        var subscription = subscribe(filter, seen);
        stage().play(() -> {
            var store = stage().store();
            store.append(ORDER, new Any(), List.of(event("d", "Wanted", "{}"), event("e")));
            store.append(OTHER, new Any(), List.of(event("f", "Wanted", "{}")));
            long end = store.durablePosition().value();
            assertThat(subscription.awaitApplied(end, PATIENCE)).isTrue();
            assertThat(subscription.status().lag()).isZero();
        });
        assertThat(EventStoreStage.ids(List.copyOf(seen))).containsExactly("a", "d");
    }

    @Test
    @DisplayName("lets a subscription show that it catches up, and then that it is live")
    default void showsState() {
        var states = Collections.synchronizedList(new ArrayList<State>());
        var subscriptions = new ArrayList<Subscription>();
        stage().play(() -> stage().append(ORDER, new Any(), "a", "b"));
        var subscription =
                Subscription.inBatches(
                        stage().world(),
                        stage().store(),
                        "test",
                        0,
                        batch -> states.add(subscriptions.getFirst().status().state()));
        subscriptions.add(subscription);
        assertThat(subscription.status().state()).isEqualTo(State.CATCHING_UP);
        stage().node().spawn("subscription", subscription::run);
        stage().play(() -> {
            long end = stage().store().durablePosition().value();
            assertThat(subscription.awaitApplied(end, PATIENCE)).isTrue();
            var marked = stage().append(ORDER, new Any(), "c");
            assertThat(marked).isNotNull();
            long next = stage().store().durablePosition().value();
            assertThat(subscription.awaitApplied(next, PATIENCE)).isTrue();
        });
        assertThat(states).containsExactly(State.CATCHING_UP, State.LIVE);
    }
}
