package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.command.Completer.Candidate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The commands about the bus")
class BusCommandsTest extends CommandsFixture {
    private static final String ORDER = "order place --user ada --item tea-pot --no-wait";

    BusCommandsTest() {
        super(42, 400);
    }

    private void poison() {
        text("mode all async");
        text("fault add poison inventory.commands~inventory --name bad");
        text(ORDER);
    }

    @Test
    @DisplayName("say how far everything was at a moment of the past")
    void asOfAMoment() {
        text("mode all async");
        text(ORDER);
        text("advance 5s");
        text("fault add consumer-stopped inventory.commands~inventory");
        text(ORDER);
        text("advance 5s");

        assertThat(text("bus topics --at +0s")).containsPattern("inventory.commands +0 +0");
        assertThat(text("bus topics --at +4s")).containsPattern("inventory.commands +1 +1");
        assertThat(text("bus topics --at -0s")).containsPattern("inventory.commands +2 +2");
        assertThat(text("bus groups --at +0s"))
                .containsPattern("inventory.commands +inventory +0 +0 +0");
        assertThat(text("bus groups inventory.commands --at +4s"))
                .containsPattern("inventory.commands +inventory +1 +0 +0 +1 +2026-01-01T00:00:0")
                .doesNotContain("user")
                .endsWith("as of 2026-01-01T00:00:04Z\n");
        assertThat(text("bus groups --at -0s"))
                .containsPattern("inventory.commands +inventory +1 +1 +0 +1");
        assertThat(text("bus groups --at -0s --json")).contains("\"done\":1,\"lag\":1");
    }

    @Test
    @DisplayName("count a message that was given up as done from then on")
    void countsWhatWasGivenUp() {
        poison();
        text("advance 10m");

        assertThat(text("bus groups inventory.commands --at -0s"))
                .containsPattern("inventory.commands +inventory +([1-9]) +0 +\\1");
        assertThat(text("bus groups inventory.commands --at +1s"))
                .containsPattern("inventory.commands +inventory +0 +1 +0");
    }

    @Test
    @DisplayName("refuse a moment that is none, or not known by partition")
    void refuseAMoment() {
        assertThat(interpreter.run("bus topics --at 7").text())
                .contains("--at must be a time: 2026-01-01T00:00:05Z");
        assertThat(interpreter.run("bus groups --at +1d").text()).contains("has not come yet");
        assertThat(interpreter.run("bus groups user.commands user --at -0s").text())
                .contains("known as a whole, not by partition");
    }

    @Test
    @DisplayName("list topics, groups and messages")
    void lists() {
        text("mode all async");
        text(ORDER);
        text("advance 5s");

        assertThat(text("bus topics"))
                .containsPattern("inventory.commands +4 +1 +inventory")
                .containsPattern("user.events +4 +[0-9]+ +order");
        assertThat(text("bus groups"))
                .containsPattern("inventory.commands +inventory +listens +1 +0 +0 +0");
        assertThat(text("bus groups user.commands"))
                .contains("user.commands")
                .doesNotContain("inv");
        assertThat(text("bus read inventory.commands")).containsPattern("1 +[0-3] .* ReserveStock");
        assertThat(text("bus read inventory.commands --after 1")).doesNotContain("ReserveStock");
        assertThat(text("bus read inventory.commands --key nobody")).doesNotContain("ReserveStock");
    }

    @Test
    @DisplayName("show a blocked key while it waits for its next attempt")
    void blockedKey() {
        poison();
        text("advance 1s");

        assertThat(text("bus groups inventory.commands inventory"))
                .startsWith("inventory.commands inventory listens, lag 1, dead letters 0")
                .containsPattern("[0-3] +0 +1 +1 +1")
                .contains("blocked key")
                .contains("is poisonous");
        assertThat(text("why order 1")).contains("blocks its key in group inventory");

        text("fault clear");
        text("advance 10s");
        assertThat(text("bus groups inventory.commands inventory")).contains("no key is blocked");
    }

    @Test
    @DisplayName(
            "count dead letters before they are handed out again, and hand out those of a choice")
    void redrive() {
        poison();
        text("advance 20s");

        assertThat(text("bus dlq")).containsPattern("inventory.commands +inventory +1");
        assertThat(text("bus dlq inventory.commands inventory"))
                .containsPattern("[0-3] +1 +8 .* ReserveStock .* is poisonous");
        assertThat(text("why order 1")).contains("bus redrive inventory.commands inventory --id 1");
        assertThat(text("bus dlq inventory.commands inventory --id 1"))
                .startsWith("message    ")
                .containsPattern("error      FaultException: message [-0-9a-f]{36} is poisonous\n")
                .contains("data       {\"");
        assertThat(text("bus redrive inventory.commands inventory"))
                .startsWith("1 dead letter would be handed to inventory.commands~inventory again:")
                .contains("1 × FaultException: message … is poisonous")
                .endsWith(
                        "nothing was done; do it: bus redrive inventory.commands inventory --all\n");
        assertThat(text("bus redrive inventory.commands inventory --error sunshine"))
                .contains("has no dead letters of this kind");
        assertThat(text("bus redrive inventory.commands inventory --id 1 --dry-run"))
                .startsWith("1 dead letter would be handed");
        text("fault clear");
        assertThat(text("bus redrive inventory.commands inventory --id 1"))
                .startsWith("1 dead letter on the way");
        text("advance 1m");
        assertThat(text("order show 1")).startsWith("order-1 is confirmed");
    }

    @Test
    @DisplayName("pause a group and let it go on")
    void pause() {
        text("mode all async");
        assertThat(text("bus pause inventory.commands inventory"))
                .contains("is paused; let it go on: bus resume inventory.commands inventory");
        text(ORDER);
        text("advance 1s");

        assertThat(text("bus groups"))
                .containsPattern("inventory.commands +inventory +paused +0 +1");
        assertThat(text("status")).containsPattern("inventory.commands +inventory +paused");
        assertThat(text("why order 1")).contains("group inventory is paused; let it go on");

        assertThat(text("bus resume inventory.commands inventory"))
                .contains("goes on, 1 message behind");
        text("advance 10s");
        assertThat(text("order show 1")).startsWith("order-1 is confirmed");
    }

    @Test
    @DisplayName("replay a topic into a new group, whose inbox knows the messages")
    void replay() {
        text("mode all async");
        text(ORDER);
        text("advance 5s");

        assertThat(text("bus replay inventory.commands inventory 1 --into again"))
                .startsWith("again hears inventory.commands from position 1 on");
        text("advance 1s");
        assertThat(text("bus groups")).containsPattern("inventory.commands +again +listens +1 +0");
        assertThat(text("check")).doesNotContain("NO ");
        text("crash inventory-1");
        text("restart inventory-1");
        assertThat(text("bus groups")).containsPattern("inventory.commands +again +listens");
    }

    @Test
    @DisplayName("remove a replay, and no group that listens")
    void remove() {
        text("bus replay user.events order 1 --into again");
        assertThat(text("bus groups user.events")).contains("again");

        assertThat(text("bus remove user.events again"))
                .isEqualTo("user.events again is removed\n");
        assertThat(text("bus groups user.events")).contains("order").doesNotContain("again");
        assertThat(interpreter.run("bus remove user.events order").text())
                .contains("somebody is subscribed to user.events~order; only a replay");
    }

    @Test
    @DisplayName("show a dead letter among the messages of the topic that announces them")
    void announced() {
        poison();
        text("advance 20s");

        assertThat(text("bus topics")).containsPattern("dead-letters +4 +1");
        assertThat(text("bus read dead-letters"))
                .contains("MessageGivenUp")
                .contains("\"topic\":\"inventory.commands\",\"group\":\"inventory\"")
                .contains("\"position\":1,\"attempts\":8");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    bus read orders                                          | 1 | there is no topic "orders"
                    bus read user.events --after x                           | 2 | --after must be a position, a whole number such as 1, found "x"
                    bus read user.events --limit 0                           | 2 | --limit must be a whole number from 1
                    bus pause user.commands order                            | 1 | there is no topic with such a group, "user.commands order", did you mean
                    bus replay user.commands user 1                          | 2 | needs --into
                    bus replay user.commands user 0 --into again             | 2 | POSITION must be at least 1
                    bus replay user.commands user 99 --into again            | 1 | topic user.commands has positions up to 0, expected one of them or 0, was 98
                    bus replay user.commands user 1 --into user              | 1 | there is a group user of topic user.commands already
                    bus replay user.commands user 1 --into AGAIN             | 2 | a group is 1 to 60 lower-case letters
                    bus remove user.commands order                           | 1 | there is no topic with such a group, "user.commands order", did you mean
                    bus redrive user.commands user --all --id 1              | 2 | takes --all or a choice, found both
                    bus dlq user.commands                                    | 2 | takes TOPIC and GROUP, or neither
                    """)
    @DisplayName("refuse what makes no sense, and say what would")
    void badInput(String line, int exitCode, String message) {
        var outcome = interpreter.run(line);

        assertThat(outcome.text()).contains(message);
        assertThat(outcome.exitCode()).isEqualTo(exitCode);
    }

    @Test
    @DisplayName("can be completed, also with groups that were made meanwhile")
    void completion() {
        text("bus replay user.events order 1 --into again");

        assertThat(interpreter.completer().complete("bus pause user.events "))
                .extracting(Candidate::value)
                .containsExactly("again", "order");
    }
}
