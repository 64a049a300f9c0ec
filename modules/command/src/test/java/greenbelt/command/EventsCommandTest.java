package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Expected;
import greenbelt.eventstore.StreamId;
import greenbelt.json.Json;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The commands about the event store")
class EventsCommandTest extends CommandsFixture {
    private static final Pattern POSITION = Pattern.compile("(?m)^ *([0-9]+)  ");

    EventsCommandTest() {
        super(7, 160);
    }

    @BeforeEach
    void placeTwoOrders() {
        run("order place --user ada --item tea-pot");
        run("order place --user bela --item tea-pot");
    }

    private List<Integer> positions(String line) {
        return POSITION.matcher(text(line))
                .results()
                .map((MatchResult row) -> Integer.parseInt(row.group(1)))
                .toList();
    }

    private StreamId firstStream() {
        return simulator.run(
                "look", () -> simulator.eventStore().readAll(0, 1).getFirst().stream());
    }

    @Test
    @DisplayName("show the events of all orders with their positions in the log")
    void showAll() {
        assertThat(positions("events --all"))
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        assertThat(text("events --all"))
                .containsPattern(
                        " 1  order-[0-9a-f-]{36} +1  2026-01-01T00:00:00\\.[0-9]+Z  OrderPlaced")
                .containsPattern("12  order-[0-9a-f-]{36} +6 .*OrderConfirmed");
    }

    @Test
    @DisplayName("show them from the end, between positions, and some at a time")
    void showAPart() {
        assertThat(positions("events --all --backward --limit 3")).containsExactly(12, 11, 10);
        assertThat(positions("events --all --after 3 --before 6")).containsExactly(4, 5);
        assertThat(positions("events --all --after 3 --before 6 --backward")).containsExactly(5, 4);
        assertThat(positions("events --all --after 12")).isEmpty();
        assertThat(text("events --all --limit 3"))
                .endsWith("there are more; go on with: --after 3\n");
        assertThat(text("events --all --after 3 --limit 9")).doesNotContain("there are more");
        assertThat(text("events --all --backward --limit 3"))
                .endsWith("there are more; go on with: --before 10\n");
    }

    @Test
    @DisplayName("show those of a type, and those of a stream")
    void filter() {
        assertThat(positions("events --all --type OrderPlaced --type OrderConfirmed"))
                .containsExactly(1, 6, 7, 12);
        assertThat(positions("events --all --stream " + firstStream()))
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(positions("events --all --stream basket-")).isEmpty();
    }

    @Test
    @DisplayName("show an archived stream, its metadata, and its events when they are asked for")
    void archived() {
        var stream = firstStream();
        simulator.run(
                "archive",
                () -> {
                    var store = (EventStore) simulator.eventStore(); // as the service has it
                    store.describe(stream, "closed by hand");
                    store.archive(stream, new Expected.Any());
                });

        assertThat(text("streams"))
                .containsPattern(stream + " +archived +6 +6 +1 +6 .*closed by hand")
                .containsPattern("order-[0-9a-f-]{36} +open +6 +6 +7 +12");
        assertThat(positions("events --all")).containsExactly(7, 8, 9, 10, 11, 12);
        assertThat(positions("events --all --archived --limit 2")).containsExactly(1, 2);
    }

    @Test
    @DisplayName("list streams by the beginning of their names, and some at a time")
    void streams() {
        assertThat(text("streams " + firstStream())).contains("order-").doesNotContain("more");
        assertThat(text("streams basket-")).doesNotContain("open");
        assertThat(text("streams --limit 1"))
                .containsPattern("there are more; go on with: --after order-[0-9a-f-]{36}\n$");
    }

    @Test
    @DisplayName("say where what is cut off can be seen in full")
    void cutOff() {
        assertThat(text("events 1")).endsWith("\nin full: events 1 --json\n");
        assertThat(text("events 1 --json")).contains("\"data\":{\"number\":\"order-1\"");
        assertThat(text("events --all --after 4 --before 7")).doesNotContain("in full");
        assertThat(text("events --all --before 2")).endsWith("\nin full: with --json\n");
    }

    @Test
    @DisplayName("say the same as JSON")
    void sayTheSameAsJson() {
        assertThat(Json.parse(text("events --all --limit 1 --json")).toString()).isNotEmpty();
        assertThat(text("events --all --limit 1 --json"))
                .contains("\"stream\":\"%s\"".formatted(firstStream()))
                .contains("\"position\":1")
                .contains("\"event\":\"OrderPlaced\"");
        assertThat(text("streams --json"))
                .contains("\"state\":\"open\",\"version\":6")
                .contains("\"metadata\":\"\"");
    }

    @Test
    @DisplayName("give positions that the past can be asked with")
    void positionsOfThePast() {
        int placed = positions("events --all --type OrderPlaced").getLast();
        assertThat(text("order list --at " + placed)).containsPattern("order-2 +pending");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "events | events needs an order or --all, found neither",
                "events 1 --all | events needs an order or --all, found both",
                "events 1 --after 2 | --after is for: events --all",
                "events --all --type OrderPlacd | there is no event of type \"OrderPlacd\", did you mean \"OrderPlaced\"?",
                "events --all --after now | --after must be a position",
                "events --all --limit 0 | --limit must be a whole number from 1 to 9999"
            })
    @DisplayName("say what is wrong with a question")
    void sayWhatIsWrong(String line, String expected) {
        assertThat(refusal(line)).contains(expected);
    }
}
