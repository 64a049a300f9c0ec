package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.view.MessageDiagram.Arrow;
import greenbelt.view.MessageDiagram.Mark;
import greenbelt.view.MessageDiagram.Sign;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The recording of a trial")
class RecordingTest {
    @Test
    @DisplayName(
            "shows what was said about orders, by number, although the order service stays down")
    void orderServiceDown() {
        var run =
                SavedRun.parse(
                        """
                        seed 197
                        variant read-past-durable
                        violation a node that is started again comes up

                        [workload]
                        lines 1..1
                        quantity 1..1
                        only orders 7 8 10
                        only cancels
                        only toggles

                        [faults]
                        crash node:order-1 --from 62.15ms --name crash-3
                        """);
        var recording = run.trial().record();

        var diagram = recording.diagram(recording.outcome().of(run.invariant()));

        assertThat(diagram.arrows())
                .extracting(Arrow::says)
                .contains("POST /orders", "PUT /stock-reservations/order-2", "ReserveCredit");
        assertThat(diagram.marks())
                .extracting(Mark::sign)
                .contains(Sign.DOWN)
                .endsWith(Sign.VIOLATION);
    }

    @Test
    @DisplayName("calls the orders of a violation by number")
    void violationsByNumber() {
        var run =
                SavedRun.parse(
                        """
                        seed 74
                        variant no-inbox
                        violation no order is charged twice, and none whose credit is not reserved

                        [workload]
                        only orders 3
                        only cancels
                        only toggles 4

                        [faults]
                        reply-lost group:user.commands~user --from 28ms --until 31ms
                        """);

        assertThat(run.trial().run().of(run.invariant()).orElseThrow().details())
                .containsExactly("order-1 was charged 139.60 instead of 69.80");
    }
}
