package greenbelt.view;

import greenbelt.view.MessageDiagram.Arrow;
import greenbelt.view.MessageDiagram.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A moment of a message diagram.
sealed interface DiagramRow {
    Duration at();

    /// Something is sent.
    record Sent(Arrow arrow) implements DiagramRow {
        @Override
        public Duration at() {
            return arrow.sent();
        }
    }

    /// Something is received.
    record Received(Arrow arrow) implements DiagramRow {
        @Override
        public Duration at() {
            return arrow.received().orElse(arrow.sent());
        }
    }

    /// Something happens.
    record Happened(Mark mark) implements DiagramRow {
        @Override
        public Duration at() {
            return mark.at();
        }
    }

    /// Every moment of the diagram, in the order of time. At the same moment, what comes in is before what happens, and
    /// that before what goes out, as it may be the cause.
    static List<DiagramRow> of(MessageDiagram diagram) {
        var rows = new ArrayList<DiagramRow>();
        for (var arrow : diagram.arrows()) {
            rows.add(new Sent(arrow));
            if (arrow.received().isPresent()) {
                rows.add(new Received(arrow));
            }
        }
        diagram.marks().forEach(mark -> rows.add(new Happened(mark)));
        rows.sort(Comparator.comparing(DiagramRow::at).thenComparingInt(DiagramRow::rank));
        return rows;
    }

    private static int rank(DiagramRow row) {
        return switch (row) {
            case Received(var arrow) -> takesNoTime(arrow) ? 3 : 0;
            case Happened _ -> 1;
            case Sent(var arrow) -> takesNoTime(arrow) ? 2 : 4;
        };
    }

    private static boolean takesNoTime(Arrow arrow) {
        return arrow.received().filter(arrow.sent()::equals).isPresent();
    }
}
