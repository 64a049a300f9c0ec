package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The commands about the past of an order")
class PastCommandsTest extends CommandsFixture {
    PastCommandsTest() {
        super(7, 160);
    }

    @BeforeEach
    void placeAnOrder() {
        run("order place --user ada --item tea-pot --quantity 2");
        run("advance 40m");
        run("order cancel 1");
    }

    @Test
    @DisplayName("show it as its events up to a version tell it")
    void showAVersion() {
        assertThat(text("state 1 --at 1"))
                .startsWith("order-1 at version 1 of ")
                .contains("after OrderPlaced at 2026-01-01T00:00:")
                .containsPattern("step +AwaitingCredit")
                .containsPattern("items +2 × TEA-POT at 32.90")
                .containsPattern("asks user by +HTTP");
        assertThat(text("state 1 --at 4")).containsPattern("step +AwaitingStock");
        assertThat(text("state 1")).containsPattern("status +cancelled");
    }

    @Test
    @DisplayName(
            "show it as it was at a time, counted from the beginning, before now, or by the clock")
    void showATime() {
        assertThat(text("state 1 --at +30m")).containsPattern("status +confirmed");
        assertThat(text("state 1 --at -15m")).containsPattern("status +confirmed");
        assertThat(text("state 1 --at 2026-01-01T00:30:00Z")).isEqualTo(text("state 1 --at +30m"));
        assertThat(text("state last --at -0s")).isEqualTo(text("state 1"));
    }

    @Test
    @DisplayName("show what differs between two versions, and the events between")
    void showWhatDiffers() {
        assertThat(text("diff 1 4 6"))
                .containsPattern("field +version 4 +version 6")
                .containsPattern("status +pending +confirmed")
                .containsPattern("step +AwaitingStock +Confirmed")
                .doesNotContain("asks user by")
                .contains("StockReserved")
                .contains("OrderConfirmed")
                .doesNotContain("OrderPlaced");
        assertThat(text("diff 1 4 6")).doesNotContain("changes nothing");
        assertThat(text("diff 1 2 3"))
                .contains("what happened changes nothing else that is shown\n\nversion ")
                .contains("CreditReserved");
        assertThat(text("diff 1 6 4")).containsPattern("status +confirmed +pending");
        assertThat(text("diff 1 +30m 6")).isEqualTo("both are version 6: nothing differs\n");
    }

    @Test
    @DisplayName("answer the questions about many orders as of a position or a time")
    void answerAsOfAMoment() {
        run("order place --user bela --item tea-pot");

        assertThat(text("order list --at 1"))
                .containsPattern("order-1 +pending")
                .doesNotContain("order-2")
                .endsWith("as of position 1 of the log\n");
        assertThat(text("order list --at +30m")).containsPattern("order-1 +confirmed");
        assertThat(text("order list --at +30m --status cancelled")).doesNotContain("order-1");
        assertThat(text("order list --at +30m --user bela")).doesNotContain("order-1");
        assertThat(text("order list --at -0s").lines().limit(4))
                .containsExactlyElementsOf(text("order list").lines().limit(4).toList());
        assertThat(text("sales --at 1")).doesNotContain("TEA-POT");
        assertThat(text("sales --at +30m")).containsPattern("TEA-POT +2 +65.80");
        assertThat(text("sales --at +30m --item desk-lamp")).doesNotContain("TEA-POT");
        assertThat(text("history ada --at +30m")).contains("confirmed").doesNotContain("cancelled");
        assertThat(text("order detail 1 --at 1")).startsWith("order-1 is pending");
        assertThat(text("order list --at 1 --json"))
                .startsWith("{\"position\":1,\"leftOut\":[],\"answer\":[{")
                .contains("\"status\":\"PENDING\"");
    }

    @Test
    @DisplayName("say the same as JSON")
    void sayTheSameAsJson() {
        assertThat(Json.parse(text("state 1 --at 6 --json")).toString())
                .contains("CONFIRMED")
                .contains("lastVersion");
        assertThat(text("diff 1 4 6 --json"))
                .contains("\"order\":\"order-1\",\"from\":4,\"to\":6")
                .contains("{\"field\":\"status\",\"from\":\"pending\",\"to\":\"confirmed\"}")
                .contains("\"event\":\"StockReserved\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "state 99 | there is no order \"order-99\"; see: order list",
                "state 1 --at 77 | --at: order-1 has the versions 1 to 12, found 77; see: events order-1",
                "state 1 --at 0 | --at: order-1 has the versions 1 to 12, found 0",
                "state 1 --at 2026-01-01T00:00:00Z | order-1 was not there at 2026-01-01T00:00:00Z, it was placed at 2026-01-01T00:00:",
                "state 1 --at +1d | --at: +1d has not come yet, it is 2026-01-01T00:40:",
                "state 1 --at noon | --at must be a version or a time: 2026-01-01T00:00:05Z, +5s (after the beginning) or -5m (before now), found \"noon\"",
                "order list --at 999 | position must be 1 to 12, was 999; see: events --all",
                "order list --at 2026-01-01T00:00:00Z | nothing had happened yet at 2026-01-01T00:00:00Z: the first event is of 2026-01-01T00:00:00.0",
                "order list --at soon | --at must be a position of the log or a time",
                "history 00000000-0000-0000-0000-000000000001 | there is no user 00000000-0000-0000-0000-000000000001, and no order of one; see: users",
                "order list --user 00000000-0000-0000-0000-000000000001 | there is no user 00000000-0000-0000-0000-000000000001",
                "diff 1 3 | diff needs TO",
                "diff 1 x 3 | FROM must be a version or a time",
                "diff 1 1 77 | TO: order-1 has the versions 1 to 12, found 77"
            })
    @DisplayName("say what is wrong with a moment that there was not")
    void sayWhatIsWrong(String line, String expected) {
        var refused = run(line);

        assertThat(refused.refused()).isTrue();
        assertThat(refused.text()).contains(expected);
    }
}
