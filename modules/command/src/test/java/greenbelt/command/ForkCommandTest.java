package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command fork")
class ForkCommandTest extends CommandsFixture {
    ForkCommandTest() {
        super(7, 160);
    }

    @BeforeEach
    void placeAnOrder() {
        run("order place --user ada --item tea-pot --quantity 2");
    }

    @Test
    @DisplayName("shows what a fault would have made of an order, and that nothing else differs")
    void showsWhatAFaultWouldHaveDone() {
        assertThat(text("fork 2 --add-fault \"request-lost order->inventory\" --json"))
                .doesNotContain("\"violations\":[\"");
        assertThat(text("fork 2 --add-fault \"request-lost order->inventory\""))
                .startsWith("the past up to position 2 (2026-01-01T00:00:00")
                .contains("in the other: with fault request-lost order->inventory")
                .containsPattern("orders +1 shipped +1 rejected")
                .containsPattern("broken invariants +0 +0")
                .containsPattern("order-1 +status +shipped +rejected")
                .containsPattern("TEA-POT +shipped +2 +0")
                .doesNotContain("bela");
    }

    @Test
    @DisplayName("shows what comes of an event that says something else, also as JSON")
    void showsAChangedEvent() {
        var line = "fork 2 --change 2 --set amountCents=100 --set via=ASYNC --for 1h";
        assertThat(text(line))
                .contains(
                        "event 2 (CreditRequested of order-1) says amountCents=100, via=\"ASYNC\"");
        assertThat(text(line + " --json"))
                .startsWith("{\"position\":2,")
                .contains("\"differences\":[")
                .isEqualTo(text(line + " --json"));
    }

    @Test
    @DisplayName("puts a fault beside one that was on, and replaces it only by name")
    void putsAFaultBesideAnother() {
        run("fault add reply-lost order->inventory");
        run("order place --user bela --item tea-pot");
        run("fault clear");

        assertThat(text("fork 7 --add-fault \"latency order->user\" --for 1h"))
                .contains("with reply-lost order->inventory --until ")
                .contains("in the other: with fault latency order->user --name latency-1");
        assertThat(text("fork 7 --add-fault \"reply-lost order->user\" --for 1h"))
                .contains("with fault reply-lost order->user --name reply-lost-2");
    }

    @Test
    @DisplayName("does not call a column \"as it was\" that is not, and says why")
    void saysWhatIsNotAsItWas() {
        assertThat(text("fork 2 --drop 2")).contains("as it was").doesNotContain("without change");
        run("order place --user bela --item tea-pot");

        assertThat(text("fork 2 --drop 2"))
                .contains("without change it does not go on as it did:\n  orders placed later: 1")
                .doesNotContain("as it was");
        assertThat(text("fork 2 --drop 2 --json"))
                .contains("\"missing\":[\"orders placed later: 1\"]");
    }

    @Test
    @DisplayName("fails as other commands do, when there is no such past")
    void failsAsOtherCommandsDo() {
        assertThat(run("fork 99 --drop 1").exitCode())
                .isEqualTo(run("order list --at 99").exitCode())
                .isEqualTo(run("state 1 --at 99").exitCode())
                .isEqualTo(CommandRefused.FAILED);
    }

    @Test
    @DisplayName("does not say that an order was rejected which is confirmed")
    void doesNotSayThatAConfirmedOrderWasRejected() {
        run("forget user ada");

        assertThat(text("fork 2 --add-fault \"latency order->inventory\""))
                .containsPattern("orders +1 rejected +1 rejected")
                .contains("order-1 is confirmed in fact")
                .doesNotContain("as it was");
    }

    @Test
    @DisplayName("names who was forgotten by id, and as forgotten")
    void namesWhoWasForgotten() {
        run("forget user ada");

        assertThat(text("fork 6 --drop 3 --json"))
                .containsPattern("\\(forgotten\\) [0-9a-f]{8}-[0-9a-f-]{27}");
    }

    @Test
    @DisplayName("leaves addresses sealed, although it goes on from the same seed")
    void leavesAddressesSealed() {
        run("order place --user bela --item tea-pot --deliver-to \"B, Mill Lane 12, 1, G, I\"");

        assertThat(text("fork 12 --drop 12")).containsPattern("broken invariants +0 +0");
        assertThat(text("fork 12 --drop 12 --json")).doesNotContain("Mill Lane");
    }

    @Test
    @DisplayName("ends when the read models show what has happened last")
    void endsWhenAllIsShown() {
        // The order is shipped at the very moment of a look.
        assertThat(text("fork 6 --drop 3 --seed 41"))
                .contains("1 shipped")
                .containsPattern("broken invariants +0 +1");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "fork | fork needs POSITION",
                "fork x --drop 1 | POSITION must be a whole number from 1 to 999999999, found \"x\"",
                "fork 99 --drop 1 | position must be 1 to 6, was 99; see: events --all",
                "fork 2 | fork: say what is otherwise with one of --drop, --change, --drop-fault, --add-fault, found none",
                "fork 2 --drop 1 --drop-fault a | found --drop and --drop-fault",
                "fork 2 --change 2 | --change and --set belong together",
                "fork 2 --change 2 --set amount | --set must be FIELD=VALUE, found \"amount\"",
                "fork 2 --change 2 --set amount=1 | event 2 (CreditRequested of order-1) has no field \"amount\"; it has: user, amountCents, via",
                "fork 2 --change 2 --set amountCents=much | event 2 (CreditRequested of order-1) cannot say that",
                "fork 4 --drop 1 | at position 2, CreditRequested cannot happen to an order that is NotPlaced",
                "fork 2 --drop 4 | there is no event at position 4 in the log up to position 2",
                "fork 2 --drop-fault a | there was no fault \"a\" at 2026-01-01T00:00:00",
                "fork 2 --add-fault \"lose order->inventory\" | lose",
                "fork 2 --drop 2 --for 31d | --for must be more than 0s and at most 30d, found \"31d\"",
                "fork 2 --drop 2 --for 0s | --for must be more than 0s and at most 30d, found \"0s\""
            })
    @DisplayName("says what is wrong with a past that there was not, or that cannot be changed so")
    void saysWhatIsWrong(String line, String expected) {
        var refused = run(line);

        assertThat(refused.refused()).isTrue();
        assertThat(refused.text()).contains(expected);
    }
}
