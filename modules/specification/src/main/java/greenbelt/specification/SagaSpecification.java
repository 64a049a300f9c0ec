package greenbelt.specification;

import greenbelt.specification.Step.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/// What a saga must do, as a story: given these events, when this comes, then it asks for that; given this reply, then
/// it is rolled back.
///
/// A saga is a decider whose events ask others for something. What it hears (commands, replies, timers) is what its
/// decider takes; what it says is what [#of]'s `commands` makes of its events. Compared by `equals`; what is not as told
/// throws [AssertionError] with the whole story. Every step returns a new story.
///
/// Sources: Hector Garcia-Molina, Kenneth Salem, Sagas, 1987; the saga test fixture of the Axon Framework.
///
/// @param <S> the states
/// @param <I> what it hears
/// @param <E> the events
/// @param <O> the commands to others
public final class SagaSpecification<S, I, E, O> {
    private final Decider<S, I, E> decider;
    private final Function<E, List<O>> commands;
    private final Predicate<S> atRest;
    private final List<Step<E>> steps;

    private SagaSpecification(
            Decider<S, I, E> decider,
            Function<E, List<O>> commands,
            Predicate<S> atRest,
            List<Step<E>> steps) {
        this.decider = decider;
        this.commands = commands;
        this.atRest = atRest;
        this.steps = List.copyOf(steps);
    }

    /// The language for stories about this saga.
    ///
    /// @param commands what an event asks of others
    /// @param atRest whether a state waits for nobody's answer any more
    /// @param steps what the saga takes from others
    public static <S, I, E, O> SagaSpecification<S, I, E, O> of(
            Decider<S, I, E> decider,
            Function<E, List<O>> commands,
            Predicate<S> atRest,
            List<Step<E>> steps) {
        return new SagaSpecification<>(decider, commands, atRest, steps);
    }

    /// Begins a story with what has happened before; with nothing, when there are no events.
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Chapter<S, I, E, O> given(E... events) {
        return new Chapter<>(this, Story.of(decider).given(List.of(events)));
    }

    /// Where a story has come to.
    public static final class Chapter<S, I, E, O> {
        private final SagaSpecification<S, I, E, O> saga;
        private final Story<S, I, E> story;

        private Chapter(SagaSpecification<S, I, E, O> saga, Story<S, I, E> story) {
            this.saga = saga;
            this.story = story;
        }

        /// Something comes: a command, a timer. It must not be refused.
        public Chapter<S, I, E, O> when(I heard) {
            return hearing("when", heard);
        }

        /// Somebody who was asked replies.
        public Chapter<S, I, E, O> givenReply(I reply) {
            return hearing("reply", reply);
        }

        private Chapter<S, I, E, O> hearing(String word, I heard) {
            var next = story.hearing(word, heard);
            var _ = next.happened(List.of("something that is accepted"));
            return new Chapter<>(saga, next);
        }

        /// Because of what came last, the saga asks others for exactly this, in this order.
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Chapter<S, I, E, O> thenExpectCommand(O... expected) {
            if (expected.length == 0) {
                throw new IllegalArgumentException(
                        "thenExpectCommand() expects a command; thenExpectNoCommand() says that"
                                + " there is none");
            }
            story.expect(List.of(expected), said());
            return this;
        }

        /// Because of what came last, the saga asks nobody for anything.
        public Chapter<S, I, E, O> thenExpectNoCommand() {
            story.expect(List.of(), said());
            return this;
        }

        private List<O> said() {
            var last =
                    story.last()
                            .orElseThrow(() ->
                                    new IllegalStateException(
                                            "nothing has come yet: say when() before"));
            var events = last instanceof Outcome.Happened<E>(var these) ? these : List.<E>of();
            return events.stream().flatMap(event -> saga.commands.apply(event).stream()).toList();
        }

        /// Because of what came last, nothing changes.
        public Chapter<S, I, E, O> thenNothingHappened() {
            story.expect(List.of(), story.happened(List.of()));
            return this;
        }

        /// The saga is at rest, and everything that it asked for was refused or has been given back.
        public Chapter<S, I, E, O> thenRolledBack() {
            return ended("rolled back", Standing::holdsNothing);
        }

        /// The saga is at rest, and has everything that it takes.
        public Chapter<S, I, E, O> thenCompleted() {
            return ended("completed", standing -> standing == Standing.TAKEN);
        }

        private Chapter<S, I, E, O> ended(String how, Predicate<Standing> fits) {
            var found = new ArrayList<String>();
            for (var step : saga.steps) {
                var standing = step.after(story.past());
                if (!fits.test(standing)) {
                    found.add(step.name() + " " + standing);
                }
            }
            if (!saga.atRest.test(story.state())) {
                found.add("not at rest: " + story.state());
            }
            if (!found.isEmpty()) {
                throw story.wrong(List.of("a saga that is " + how), found);
            }
            return this;
        }
    }
}
