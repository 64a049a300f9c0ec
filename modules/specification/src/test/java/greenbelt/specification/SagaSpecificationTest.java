package greenbelt.specification;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The language for sagas")
class SagaSpecificationTest {
    /// A trip needs a seat and a room. Words for events: `ask for X`, `no X`, `X`, `give X back`, `X is back`, `over`.
    private static final SagaSpecification<List<String>, String, String, String> TRIP =
            SagaSpecification.of(
                    Decider.ofEvents(
                            List.of(), SagaSpecificationTest::add, (past, heard) -> decide(heard)),
                    event -> isCommand(event) ? List.of(event) : List.of(),
                    past -> past.contains("over"),
                    List.of(step("seat"), step("room")));

    private static Step<String> step(String thing) {
        return new Step<>(
                thing,
                ("ask for " + thing)::equals,
                ("no " + thing)::equals,
                (thing + " is back")::equals);
    }

    private static boolean isCommand(String event) {
        return event.startsWith("ask for ") || event.startsWith("give ");
    }

    private static List<String> add(List<String> past, String event) {
        var all = new ArrayList<>(past);
        all.add(event);
        return List.copyOf(all);
    }

    private static List<String> decide(String heard) {
        return switch (heard) {
            case "go" -> List.of("ask for seat");
            case "seat" -> List.of("seat", "ask for room");
            case "room" -> List.of("room", "over");
            case "no seat" -> List.of("no seat", "over");
            case "no room" -> List.of("no room", "give seat back");
            case "seat is back" -> List.of("seat is back", "over");
            case "careless no room" -> List.of("no room", "over");
            case String other -> List.of();
        };
    }

    @Test
    @DisplayName("tells a whole saga: commands, replies, and that all was given back")
    void passes() {
        assertThatCode(() ->
                        TRIP.given("ask for seat")
                                .givenReply("seat")
                                .thenExpectCommand("ask for room")
                                .givenReply("no room")
                                .thenExpectCommand("give seat back")
                                .givenReply("seat is back")
                                .thenExpectNoCommand()
                                .thenRolledBack()
                                .givenReply("late answer")
                                .thenNothingHappened())
                .doesNotThrowAnyException();
    }

    @Test
    @DisplayName("knows a saga that has come to its end from one that was rolled back")
    void completed() {
        var done = TRIP.given().when("go").givenReply("seat").givenReply("room");

        assertThatCode(done::thenCompleted).doesNotThrowAnyException();
        fails(
                done::thenRolledBack,
                """
                given     nothing
                when      go
                reply     seat
                reply     room
                expected  a saga that is rolled back
                found     seat is taken, or may be
                          room is taken, or may be\
                """);
    }

    @Test
    @DisplayName("needs nothing back of what was refused or never asked for")
    void nothingToGiveBack() {
        var refused = TRIP.given("ask for seat").givenReply("no seat");

        assertThatCode(refused::thenRolledBack).doesNotThrowAnyException();
        fails(
                refused::thenCompleted,
                "found     seat was refused\n          room was not asked for");
    }

    @Test
    @DisplayName("sees what is forgotten: that a saga ended with something in its hands")
    void forgotten() {
        fails(
                () ->
                        TRIP.given("ask for seat", "seat", "ask for room")
                                .givenReply("careless no room")
                                .thenRolledBack(),
                "expected  a saga that is rolled back\nfound     seat is taken, or may be");
    }

    @Test
    @DisplayName("sees that a saga is still waiting")
    void waiting() {
        fails(
                () ->
                        TRIP.given("ask for seat", "seat", "ask for room")
                                .givenReply("no room")
                                .thenRolledBack(),
                "found     seat is taken, or may be\n          not at rest: [ask for seat, ");
    }

    @Test
    @DisplayName("fails on another command, one too many, or none")
    void otherCommands() {
        fails(
                () -> TRIP.given().when("go").thenExpectCommand("ask for room"),
                "expected  ask for room\nfound     ask for seat");
        fails(
                () -> TRIP.given().when("nonsense").thenExpectCommand("ask for seat"),
                "expected  ask for seat\nfound     nothing");
        fails(
                () -> TRIP.given().when("go").thenExpectNoCommand(),
                "expected  nothing\nfound     ask for seat");
        fails(() -> TRIP.given().when("go").thenNothingHappened(), "expected  nothing");
    }

    @Test
    @DisplayName("expects commands only of something that has come")
    void nothingHasCome() {
        assertThatThrownBy(() -> TRIP.given("ask for seat").thenExpectNoCommand())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("when()");
    }

    private static void fails(Runnable story, String told) {
        assertThatThrownBy(story::run)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(told);
    }
}
