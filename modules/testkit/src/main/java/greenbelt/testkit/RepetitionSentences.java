package greenbelt.testkit;

import static greenbelt.testkit.EventStoreStage.ALL;
import static greenbelt.testkit.EventStoreStage.ORDER;
import static greenbelt.testkit.EventStoreStage.OTHER;
import static greenbelt.testkit.EventStoreStage.event;
import static greenbelt.testkit.EventStoreStage.part;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.event.MessageId;
import greenbelt.event.TraceContext;
import greenbelt.eventstore.AppendResult;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.AppendResult.IdTaken;
import greenbelt.eventstore.Expected.Any;
import greenbelt.eventstore.Expected.Exactly;
import greenbelt.eventstore.Expected.NoStream;
import greenbelt.eventstore.Expected.StreamExists;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What [EventStoreContract] says about appends that come again, and about crashes, after which they do.
public interface RepetitionSentences {
    EventStoreStage stage();

    private static AppendResult taken(String id, long version) {
        return new IdTaken(new MessageId(id), ORDER, version);
    }

    @Test
    @DisplayName("answers a repeated append as the first time, and writes nothing")
    default void repeated() {
        stage().play(() -> {
            var first = stage().append(ORDER, new NoStream(), "a", "b");
            var second = stage().append(ORDER, new Exactly(2), "c");
            var third = stage().append(ORDER, new Any(), "d");
            assertThat(stage().append(ORDER, new NoStream(), "a", "b")).isEqualTo(first);
            assertThat(stage().append(ORDER, new Exactly(2), "c")).isEqualTo(second);
            assertThat(stage().append(ORDER, new Any(), "d")).isEqualTo(third);
            assertThat(stage().append(ORDER, new StreamExists(), "d")).isEqualTo(third);
            assertThat(stage().all()).containsExactly("a", "b", "c", "d");
        });
    }

    @Test
    @DisplayName("takes an event for the same that is sent in another trace")
    default void otherTrace() {
        var trace = Optional.of(new TraceContext("1".repeat(32), "2".repeat(16), true));
        stage().play(() -> {
            var first = stage().append(ORDER, new NoStream(), "a");
            var again =
                    stage().store()
                            .append(ORDER, new NoStream(), List.of(event("a").withTrace(trace)));
            assertThat(again).isEqualTo(first);
            assertThat(stage().store().read(ORDER, 0, ALL).getFirst().event())
                    .isEqualTo(event("a"));
        });
    }

    @Test
    @DisplayName("answers a repeated append to several streams as the first time")
    default void severalRepeated() {
        var parts = List.of(part(ORDER, new NoStream(), "a"), part(OTHER, new NoStream(), "b"));
        stage().play(() -> {
            var first = stage().store().appendAll(parts);
            stage().append(ORDER, new Exactly(1), "c");
            assertThat(stage().store().appendAll(parts)).isEqualTo(first);
            assertThat(stage().all()).containsExactly("a", "b", "c");
        });
    }

    @Test
    @DisplayName(
            "refuses an event that says something else under a known id, and tells where that is")
    default void otherContent() {
        stage().play(() -> {
            stage().append(ORDER, new NoStream(), "x", "a");
            var otherData =
                    stage().store()
                            .append(ORDER, new Any(), List.of(event("a", "OrderPlaced", "[]")));
            var otherType =
                    stage().store()
                            .append(ORDER, new Exactly(1), List.of(event("a", "Other", "{}")));
            assertThat(otherData).isEqualTo(taken("a", 2));
            assertThat(otherType).isEqualTo(taken("a", 2));
            assertThat(stage().all()).containsExactly("x", "a");
        });
    }

    @Test
    @DisplayName(
            "refuses a repetition that has more, or less, or other things to expect than the first time")
    default void notTheSame() {
        stage().play(() -> {
            stage().append(ORDER, new NoStream(), "a", "b");
            assertThat(stage().append(ORDER, new NoStream(), "a", "b", "c"))
                    .isEqualTo(taken("a", 1));
            assertThat(stage().append(ORDER, new NoStream(), "b")).isEqualTo(taken("b", 2));
            assertThat(stage().append(ORDER, new NoStream(), "b", "a")).isEqualTo(taken("b", 2));
            assertThat(stage().append(ORDER, new Exactly(2), "a", "b")).isEqualTo(taken("a", 1));
            assertThat(stage().append(ORDER, new Exactly(7), "a", "b")).isEqualTo(taken("a", 1));
            assertThat(stage().all()).containsExactly("a", "b");
        });
    }

    @Test
    @DisplayName("refuses an event that is in another stream, and all that came with it")
    default void elsewhere() {
        stage().play(() -> {
            stage().append(ORDER, new NoStream(), "a");
            assertThat(stage().append(OTHER, new Any(), "a")).isEqualTo(taken("a", 1));
            assertThat(stage().append(OTHER, new Any(), "b", "a")).isEqualTo(taken("a", 1));
            assertThat(
                            stage().store()
                                    .appendAll(
                                            List.of(
                                                    part(ORDER, new NoStream(), "a"),
                                                    part(OTHER, new NoStream(), "d"))))
                    .isEqualTo(taken("a", 1));
            assertThat(stage().append(OTHER, new NoStream(), "c")).isInstanceOf(Appended.class);
            assertThat(stage().all()).containsExactly("a", "c");
        });
    }

    @Test
    @DisplayName("keeps what it answered for when the node crashes, and goes on behind it")
    default void crash() {
        var before =
                stage().inTask(() -> {
                    stage().append(ORDER, new NoStream(), "a", "b");
                    stage().append(OTHER, new NoStream(), "c");
                    return stage().store().readAll(0, ALL);
                });
        stage().crash();
        stage().play(() -> {
            assertThat(stage().store().readAll(0, ALL)).isEqualTo(before).hasSize(3);
            assertThat(stage().append(ORDER, new NoStream(), "a", "b"))
                    .isEqualTo(new Appended(2, before.get(1).position()));
            assertThat(stage().append(ORDER, new Exactly(2), "d")).isInstanceOf(Appended.class);
            assertThat(stage().all()).containsExactly("a", "b", "c", "d");
        });
    }
}
