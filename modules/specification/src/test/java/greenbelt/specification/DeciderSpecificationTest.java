package greenbelt.specification;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.specification.Outcome.Happened;
import greenbelt.specification.Outcome.Refused;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The language for deciders")
class DeciderSpecificationTest {
    private static final DeciderSpecification<Integer, Integer, Paid> TILL =
            DeciderSpecification.of(
                    new Decider<>(0, DeciderSpecificationTest::add, DeciderSpecificationTest::pay));

    /// So much was paid in, or out.
    private record Paid(int amount) {}

    private static Integer add(Integer sum, Paid paid) {
        if (sum + paid.amount() < 0) {
            throw new IllegalStateException("a till cannot hold " + (sum + paid.amount()));
        }
        return sum + paid.amount();
    }

    /// Pays out no more than there is; takes 13 for an error, 14 for a coin, and 100 in two notes.
    private static Outcome<Paid> pay(Integer sum, Integer amount) {
        return switch (amount) {
            case 0 -> new Happened<>(List.of());
            case 13 -> throw new IllegalArgumentException("thirteen");
            case 14 -> new Happened<>(List.of(new Paid(-1_000)));
            case 100 -> new Happened<>(List.of(new Paid(50), new Paid(50)));
            case Integer some when sum + some < 0 -> new Refused<>("there are only " + sum);
            case Integer some -> new Happened<>(List.of(new Paid(some)));
        };
    }

    @Test
    @DisplayName("lets a story pass that is as told, from command to command")
    void passes() {
        assertThatCode(() ->
                        TILL.given(new Paid(5))
                                .when(7)
                                .then(new Paid(7))
                                .when(0)
                                .thenNothingHappened()
                                .when(-20)
                                .thenRefused("there are only 12")
                                .when(100)
                                .then(new Paid(50), new Paid(50)))
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("tells the whole story, what was expected and what was found")
    void tellsTheStory() {
        assertThatThrownBy(() -> TILL.given(new Paid(5), new Paid(6)).when(100).then(new Paid(50)))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        """

                        given     Paid[amount=5]
                                  Paid[amount=6]
                        when      100
                        expected  Paid[amount=50]
                        found     Paid[amount=50]
                                  Paid[amount=50]\
                        """);
    }

    @Test
    @DisplayName("fails when other events happen, fewer, or none")
    void otherEvents() {
        fails(() -> TILL.given().when(7).then(new Paid(8)), "found     Paid[amount=7]");
        fails(
                () -> TILL.given().when(7).then(new Paid(7), new Paid(7)),
                "found     Paid[amount=7]");
        fails(() -> TILL.given().when(0).then(new Paid(0)), "found     nothing");
    }

    @Test
    @DisplayName("fails when something happens and nothing was to happen")
    void somethingHappened() {
        fails(
                () -> TILL.given().when(7).thenNothingHappened(),
                "given     nothing\nwhen      7\nexpected  nothing\nfound     Paid[amount=7]");
    }

    @Test
    @DisplayName("tells nothing that happened from a refusal")
    void refusalIsNotNothing() {
        fails(
                () -> TILL.given().when(-1).thenNothingHappened(),
                "expected  nothing\nfound     a refusal: there are only 0");
        fails(
                () -> TILL.given().when(0).thenRefused("there are only 0"),
                "expected  a refusal: there are only 0\nfound     nothing");
    }

    @Test
    @DisplayName("fails when a refusal has another reason, or does not come")
    void otherRefusal() {
        fails(
                () -> TILL.given().when(-1).thenRefused("closed"),
                "expected  a refusal: closed\nfound     a refusal: there are only 0");
        fails(() -> TILL.given().when(1).thenRefused("closed"), "found     Paid[amount=1]");
        fails(() -> TILL.given().when(-1).then(new Paid(-1)), "found     a refusal");
    }

    @Test
    @DisplayName("does not pass over a command that was refused in the middle of a story")
    void refusedInTheMiddle() {
        fails(
                () -> TILL.given().when(-1).when(7).then(new Paid(7)),
                "expected  a command that is accepted\nfound     a refusal: there are only 0");
    }

    @Test
    @DisplayName("fails on events that cannot happen, whether they are given or decided")
    void impossibleEvents() {
        fails(
                () -> TILL.given(new Paid(5), new Paid(-6)),
                "found     Paid[amount=-6], which cannot happen now:\n"
                        + "          java.lang.IllegalStateException: a till cannot hold -1");
        fails(() -> TILL.given(new Paid(5)).when(14), "which cannot happen now");
    }

    @Test
    @DisplayName("fails, with the story, on a decider that throws")
    void brokenDeciders() {
        fails(
                () -> TILL.given().when(13),
                "when      13\nfound     java.lang.IllegalArgumentException: thirteen");
    }

    @Test
    @DisplayName("wants a word for nothing")
    void thenWithoutEvents() {
        assertThatThrownBy(() -> TILL.given().when(0).then())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("thenNothingHappened()");
    }

    private static void fails(Runnable story, String told) {
        assertThatThrownBy(story::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(told);
    }
}
