package greenbelt.command;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.command.Interpreter.Outcome;
import greenbelt.command.catalogue.Catalogue;
import greenbelt.json.Json;
import greenbelt.json.JsonValue.JsonObject;
import greenbelt.json.JsonValue.JsonText;
import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import greenbelt.view.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The commands, in a virtual world,")
class CommandsTest extends CommandsFixture {
    private static final Page PAGE = Page.unicode(120);

    CommandsTest() {
        super(7, 120);
    }

    @Test
    @DisplayName("place an order over both kinds of edges, and show one trace across all services")
    void placeAnOrder() {
        text("mode order->inventory async");

        assertThat(text("order place --user ada --item tea-pot --quantity 2"))
                .startsWith("order-1 is confirmed, total 65.80")
                .contains("TEA-POT         2  32.90  65.80")
                .contains("Answered 202; see: trace ");
        assertThat(text("trace last"))
                .contains("4 services")
                .contains("POST /orders")
                .contains("process inventory.commands ReserveStock");
        assertThat(text("events last")).contains("OrderPlaced").contains("OrderConfirmed");
        assertThat(text("order list --status confirmed")).contains("order-1");
        assertThat(text("stock tea-pot")).containsPattern("TEA-POT .* 83 +2 +0 +85");
        assertThat(text("check")).doesNotContain("NO ");
    }

    @Test
    @DisplayName("cancel an order, and give back what was reserved")
    void cancelAnOrder() {
        text("order place --user ada --item tea-pot");

        assertThat(text("order cancel 1")).startsWith("order-1 is cancelled");
        assertThat(text("stock tea-pot")).containsPattern("TEA-POT .* 85 +0 +0 +85");
        assertThat(text("order cancel last")).startsWith("order-1 is cancelled");
    }

    @Test
    @DisplayName("crash a node and start it again, and say so in the status")
    void crashANode() {
        text("crash order-1");

        var status = interpreter.run("status");
        assertThat(status.text()).containsPattern("order-1 +down");
        assertThat(status.exitCode()).isEqualTo(1);
        text("restart order-1");
        assertThat(interpreter.run("status").exitCode()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"inventory-1", "user-1"})
    @DisplayName("take an order for a service that is down, and carry it out when that is up again")
    void takeAnOrderForAServiceThatIsDown(String node) {
        text("mode all async");
        text("crash " + node);

        assertThat(text("order place --user ada --item tea-pot --no-wait"))
                .startsWith("order-1 is pending")
                .contains("Answered 202");
        text("restart " + node);
        text("advance 1m");
        assertThat(text("order show 1")).startsWith("order-1 is confirmed");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"inventory-1", "user-1"})
    @DisplayName("put a load on the system while a service is down")
    void putALoadOnWhileAServiceIsDown(String node) {
        text("mode all async");
        text("crash " + node);

        assertThat(text("load 3")).startsWith("3 orders in ").containsPattern("pending +3");
    }

    @Test
    @DisplayName("go on when the resident whose token they used has moved away")
    void goOnWithoutTheFirstResident() {
        var id = text("users ada").strip().replaceFirst("(?s).* ", "");
        assertThat(text("http DELETE /users/" + id)).startsWith("204");
        text("advance 1d");

        assertThat(text("users bela")).contains("Horváth");
    }

    @Test
    @DisplayName(
            "deliver an order to an address, and forget it with the user, wherever it was shown;"
                    + " the orders are found by the user's id")
    void forgetAUser() {
        var home = "Béla Horváth, Mill Lane 12, H91 A1C2, Galway, Ireland";
        text("order place --user bela --item tea-pot --deliver-to \"" + home + "\"");
        assertThat(text("order show 1")).contains(", to " + home);
        var id = text("users bela").strip().replaceFirst("(?s).* ", "");
        var events = text("events 1");

        assertThat(text("forget user bela"))
                .startsWith("bela is forgotten: the account is closed and empty");

        assertThat(text("order show 1")).contains(", to (forgotten)").doesNotContain("Mill Lane");
        assertThat(text("events 1")).isEqualTo(events);
        assertThat(text("users")).doesNotContain("Horváth");
        assertThat(text("check")).doesNotContain("NO ");
        assertThat(text("forget user " + id)).contains("is forgotten");
        assertThat(interpreter.run("forget user bela").refused()).isTrue();
        assertThat(text("history " + id)).contains("order-1");
        assertThat(text("history " + id + " --at -0s")).contains("order-1");
        assertThat(text("order list --user " + id)).contains("order-1");
        assertThat(interpreter.run("history bela").text())
                .startsWith("there is no user \"bela\"")
                .contains("somebody who has left is found by id");
        text("advance 2d");
        assertThat(text("order show 1")).startsWith("order-1 is shipped");
    }

    @Test
    @DisplayName("forget nobody by a part of a name, which may be somebody else's")
    void forgetNobodyByAPart() {
        assertThat(text("users horv")).contains("bela");
        assertThat(refusal("forget user horv"))
                .startsWith("nobody is called \"horv\" in full; if you mean bela, say so");
        assertThat(text("users")).contains("bela");
    }

    @Test
    @DisplayName(
            "forget a user although the order service is down, which follows when it is up again")
    void forgetWhileDown() {
        text("order place --user bela --item tea-pot --deliver-to \"B, Mill Lane 12, 1, G, I\"");
        text("crash order-1");
        assertThat(text("forget user bela")).contains("the order service has not heard of it yet");
        text("restart order-1");
        text("advance 1m");

        assertThat(text("order show 1")).contains(", to (forgotten)");
        assertThat(text("check")).doesNotContain("NO ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Ada, Mill Lane 12 | found 2 parts",
                "Ada, Mill Lane 12, , Galway, Ireland | postalCode must be 1 to 100 characters"
            })
    @DisplayName("refuse an address that is none, without repeating it")
    void refuseAnAddress(String address, String because) {
        var refused =
                interpreter.run(
                        "order place --user ada --item tea-pot --deliver-to \"" + address + "\"");

        assertThat(refused.refused()).isTrue();
        assertThat(refused.text()).contains(because).doesNotContain("Mill Lane");
    }

    @Test
    @DisplayName("let time pass until a pending order is settled, and name it when it is not")
    void letTimePassUntilOrdersAreSettled() {
        text("mode all async");
        text("crash inventory-1");
        text("order place --user ada --item tea-pot --no-wait");

        assertThat(text("advance 1s")).endsWith("these are not settled: order-1\n");
        text("restart inventory-1");
        assertThat(text("advance until-idle")).endsWith("all is quiet\n");
        assertThat(text("order show 1")).startsWith("order-1 is confirmed");
    }

    @Test
    @DisplayName("show the readers of the events and the outboxes in the status")
    void showReadersAndOutboxes() {
        assertThat(text("status"))
                .containsPattern("reads events +state +position +lag +last error")
                .containsPattern("user +0")
                .containsPattern("inventory +0");
    }

    @Test
    @DisplayName("forget traces and failures when they begin anew")
    void forgetTracesAndFailures() {
        text("order place --user ada --item tea-pot");
        var failed = "an accident";
        simulator.run("fail", () -> simulator.world().report(new IllegalStateException(failed)));
        assertThat(interpreter.run("check").text()).contains("NO ").contains(failed);

        text("reset");

        assertThat(text("trace last")).doesNotContain("POST /orders");
        assertThat(text("check")).doesNotContain("NO ");
        assertThat(text("status")).contains("failed tasks: 0\n");
    }

    @Test
    @DisplayName("put a load on the system, let time pass, and begin anew")
    void putALoadOnTheSystem() {
        assertThat(text("load 5 --rate 100")).startsWith("5 orders in ");
        assertThat(text("advance 1h")).startsWith("it is 2026-01-01T01:00");
        assertThat(text("advance until-idle")).endsWith("all is quiet\n");
        text("reset");
        assertThat(text("order list --json")).isEqualTo("[]\n");
    }

    @Test
    @DisplayName("send requests as somebody outside would")
    void sendRequests() {
        assertThat(text("http GET /inventory/TEA-POT")).startsWith("200\n").contains("\"Tea pot\"");
        assertThat(text("http POST /inventory/TEA-POT/receipts {\"quantity\": 10}"))
                .startsWith("201\n");
        var anonymous = interpreter.run("http --anonymous GET /users");
        assertThat(anonymous.text()).startsWith("401\n");
        assertThat(anonymous.exitCode()).isEqualTo(1);
    }

    @Test
    @DisplayName("show the events of an order one by one as they come, and all of them at the end")
    void followEvents() {
        var shown = new ArrayList<String>();
        var following =
                new Interpreter(Catalogue.commands(), simulator, false, () -> PAGE, shown::add);
        text("mode all async");
        text("order place --user ada --item tea-pot --no-wait");
        shown.clear();

        var answer = following.run("http GET /orders/order-1/events");

        assertThat(answer.exitCode()).isZero();
        assertThat(answer.text())
                .startsWith("200\n")
                .contains("text/event-stream")
                .containsSubsequence("event: OrderPlaced", "event: OrderConfirmed");
        assertThat(shown).hasSizeGreaterThan(3).allMatch(line -> line.startsWith("data:"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "users nobody ; there is no user \"nobody\"",
                "users bob ; there is no user \"bob\"; see: users",
                "help ordr ; there is no command \"ordr\", did you mean \"order\"?",
                "help xyzzy ; there is no command \"xyzzy\"; see: help",
                "users a ; \"a\" could be 2",
                "order place --user ada --item tea-pto ; there is no item \"tea-pto\", did you mean"
                        + " \"TEA-POT\"?",
                "order place --user ada --item tea-pot --quantity 0 ; --quantity must be a whole"
                        + " number from 1 to 1000, found \"0\"",
                "order place --user ada --item tea-pot --item tea-pot ; order place: lines must name each"
                        + " item once",
                "order show 99 ; There is no such order. (404)",
                "order show last ; there is no order yet",
                "mode order->usr sync ; EDGE must be order->user, order->inventory or all, found"
                        + " \"order->usr\", did you mean \"order->user\"?",
                "mode order->user asink ; MODE must be sync or async, found \"asink\", did you mean"
                        + " \"async\"?",
                "trace ffff ; there is no trace \"ffff\"",
                "events 5 ; there is no order \"5\"",
                "crash order-2 ; there is no node \"order-2\", did you mean \"order-1\"?",
                "restart order-1 ; order-1 is up already",
                "http GRT /users ; METHOD must be one of",
                "http GET users ; PATH must begin with /, found \"users\"",
                "advance soon ; DURATION must be a number with ms, s, m, h or d, such as 1.5s, at most"
                        + " 3650d, found \"soon\"",
                "advance -1s ; DURATION must be a number with ms",
                "advance 99999d ; DURATION must be a number with ms",
                "fault schedule --within soon ; --within must be a number with ms",
                "load 0 ; N must be a whole number from 1 to 1000000, found \"0\"",
            })
    @DisplayName("say what was expected and found when they cannot be carried out")
    void sayWhatWasExpected(String line, String answer) {
        var outcome = interpreter.run(line);

        assertThat(outcome.refused()).isTrue();
        assertThat(outcome.text()).startsWith(answer);
        assertThat(outcome.exitCode()).isPositive();
    }

    @Test
    @DisplayName("answer every one as JSON too")
    void answerAsJson() {
        var lines =
                List.of(
                        "status",
                        "mode",
                        "order place --user ada --item tea-pot",
                        "order show 1",
                        "order list",
                        "users ada",
                        "stock tea-pot",
                        "traces",
                        "trace last",
                        "events 1",
                        "http GET /inventory/TEA-POT",
                        "load 1",
                        "advance 1s",
                        "check",
                        "help",
                        "help order",
                        "crash user-1",
                        "restart user-1",
                        "order cancel 1",
                        "reset");

        assertThat(lines)
                .allSatisfy(line -> {
                    var text = text(line + (line.startsWith("help") ? "" : " --json"));
                    if (!line.startsWith("help")) {
                        assertThat(Json.parse(text)).isNotNull();
                    }
                });
    }

    @Test
    @DisplayName("say once what a service has answered")
    void sayItOnce() {
        assertThat(refusal("sales --day 2026-13-01"))
                .isEqualTo("day: expected a day such as 2026-01-31, found \"2026-13-01\". (400)\n");
        text("users");
        text("crash user-1");
        assertThat(refusal("forget user ada"))
                .isEqualTo("Expected an answer of user, found none. (502)\n");
    }

    @Test
    @DisplayName("guess which unit of time was meant")
    void guessTheUnit() {
        assertThat(refusal("advance 5min")).contains("found \"5min\", did you mean \"5m\"?");
        assertThat(refusal("advance 5x")).endsWith("found \"5x\"\n");
    }

    @Test
    @DisplayName("answer a refusal as JSON with the reason and the exit code")
    void answerARefusalAsJson() {
        var outcome = interpreter.run("users nobody --json");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(Json.parse(outcome.text()))
                .isInstanceOfSatisfying(
                        JsonObject.class,
                        error ->
                                assertThat(error.field("error").orElseThrow())
                                        .isEqualTo(
                                                new JsonText(
                                                        "there is no user \"nobody\"; see: users")));
    }

    @Test
    @DisplayName("print the same bytes for the same seed")
    void printTheSameBytes() {
        var lines =
                List.of(
                        "mode order->user async",
                        "order place --user greta --item UKULELE",
                        "load 3",
                        "traces",
                        "trace last",
                        "status");
        var once = lines.stream().map(interpreter::run).map(Outcome::text).toList();

        try (var other = Simulator.open(Plan.virtual(7))) {
            var again = interpreter(other);
            assertThat(lines.stream().map(again::run).map(Outcome::text))
                    .containsExactlyElementsOf(once);
        }
    }

    @Test
    @DisplayName("do nothing for a blank line and a comment, and end with quit")
    void doNothingForABlankLine() {
        assertThat(Stream.of("", "   ", "# a comment").map(interpreter::run))
                .allMatch(outcome -> outcome.text().isEmpty() && outcome.exitCode() == 0);
        assertThat(interpreter.run("quit").quits()).isTrue();
    }

    @Test
    @DisplayName("stop when they are cancelled, and leave no work behind")
    void stopWhenCancelled() {
        var cancelling = new AtomicReference<Runnable>(() -> {});
        var other =
                new Interpreter(
                        Catalogue.commands(),
                        simulator,
                        false,
                        () -> PAGE,
                        _ -> cancelling.get().run());
        cancelling.set(other::cancel);

        var outcome = other.run("load 500");

        assertThat(outcome.text()).isEqualTo("cancelled\n");
        assertThat(outcome.refused()).isTrue();
        assertThat(text("order list --json --limit 100").split("order-", -1).length).isLessThan(40);
        assertThat(text("check")).doesNotContain("NO ");
    }
}
