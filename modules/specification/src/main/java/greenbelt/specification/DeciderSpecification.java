package greenbelt.specification;

import greenbelt.specification.Outcome.Refused;
import java.util.List;

/// What a decider must do, as a story: given these events, when this command comes, then these events happen.
///
/// Events and commands are compared by `equals`: records are what fits. What is not as told throws [AssertionError]
/// with the whole story, what was expected and what was found. Every step returns a new story, so that several can go
/// on from one beginning. Source of the form: Greg Young, the test style of CQRS Documents, 2010.
///
/// @param <S> the states
/// @param <C> the commands
/// @param <E> the events
public final class DeciderSpecification<S, C, E> {
    private final Decider<S, C, E> decider;

    private DeciderSpecification(Decider<S, C, E> decider) {
        this.decider = decider;
    }

    /// The language for stories about this decider.
    public static <S, C, E> DeciderSpecification<S, C, E> of(Decider<S, C, E> decider) {
        return new DeciderSpecification<>(decider);
    }

    /// Begins a story with what has happened before; with nothing, when there are no events.
    @SafeVarargs
    @SuppressWarnings("varargs")
    public final Given<S, C, E> given(E... events) {
        return new Given<>(Story.of(decider).given(List.of(events)));
    }

    /// What has happened.
    public static final class Given<S, C, E> {
        private final Story<S, C, E> story;

        private Given(Story<S, C, E> story) {
            this.story = story;
        }

        /// Gives the decider a command.
        public When<S, C, E> when(C command) {
            return new When<>(story.hearing("when", command));
        }
    }

    /// What came of a command. Nothing is checked before one of the sentences that begin with `then`.
    public static final class When<S, C, E> {
        private final Story<S, C, E> story;

        private When(Story<S, C, E> story) {
            this.story = story;
        }

        /// Exactly these events happened, in this order.
        @SafeVarargs
        @SuppressWarnings("varargs")
        public final Given<S, C, E> then(E... events) {
            if (events.length == 0) {
                throw new IllegalArgumentException(
                        "then() expects an event; thenNothingHappened() says that there is none");
            }
            return then(List.of(events));
        }

        /// The command was accepted and changed nothing.
        public Given<S, C, E> thenNothingHappened() {
            return then(List.of());
        }

        private Given<S, C, E> then(List<E> events) {
            story.expect(events, story.happened(events));
            return new Given<>(story);
        }

        /// The command was refused, for exactly this reason.
        public Given<S, C, E> thenRefused(String reason) {
            var refused = new Refused<E>(reason);
            var found = story.last().orElseThrow();
            if (!found.equals(refused)) {
                throw story.wrong(List.of(Story.refusal(reason)), Story.words(found));
            }
            return new Given<>(story);
        }

        /// The command was accepted, and what happened is of no interest here: the next one.
        public When<S, C, E> when(C command) {
            var _ = story.happened(List.of("a command that is accepted"));
            return new When<>(story.hearing("when", command));
        }
    }
}
