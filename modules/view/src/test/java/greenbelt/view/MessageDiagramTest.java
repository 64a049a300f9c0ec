package greenbelt.view;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.view.MessageDiagram.Arrow;
import greenbelt.view.MessageDiagram.Mark;
import greenbelt.view.MessageDiagram.Sign;
import greenbelt.view.MessageDiagram.Way;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message diagram")
class MessageDiagramTest {
    private static final Pattern TAG = Pattern.compile("</?([a-z]+)[^>]*>");

    /// A reply is lost, the node that waits for it crashes, and asks again when it is back.
    private static final List<Mark> BEFELL =
            List.of(
                    mark(9, "order-1", Sign.DOWN, "down"),
                    mark(20, "order-1", Sign.UP, "up"),
                    new Mark(
                            Duration.ofMillis(60),
                            Optional.empty(),
                            Sign.VIOLATION,
                            "not so: no order is charged twice"));

    private static Mark mark(long millis, String lane, Sign sign, String says) {
        return new Mark(Duration.ofMillis(millis), Optional.of(lane), sign, says);
    }

    private static MessageDiagram diagram() {
        return MessageDiagram.of(
                List.of(Traces.CONVERSATION),
                Traces.START,
                BEFELL,
                Map.of("6d4157b2-8e5b-42ed-ba4f-cf4e490a5df3", "order-3"),
                Map.of("user", "user-1"));
    }

    @Test
    @DisplayName(
            "has a lane of its own for a service of which it is not known who would have answered")
    void unknownNode() {
        var diagram =
                MessageDiagram.of(
                        List.of(Traces.CONVERSATION), Traces.START, BEFELL, Map.of(), Map.of());

        assertThat(diagram.lanes())
                .containsExactly("outside", "gateway-1", "order-1", "user", "user-1");
    }

    @Test
    @DisplayName("has a line for each arrow and mark, in the order of time")
    void drawn() {
        assertThat(diagram().draw(Page.unicode(100)))
                .isEqualTo(
                        """
                             s  outside     gateway-1   order-1     user-1
                        0.0000  ├──────────▶│           │           │             POST /orders
                        0.0010  │           ├──────────▶│           │             POST /orders
                        0.0020  │           │           ■           │             OrderPlaced
                        0.0030  │           │           ϟ           │             flaky: reply-lost
                        0.0040  │           │           ├──────────▶│             PUT /credit-reservations/order-3
                        0.0050  │           │           │       ✗╌╌╌┤             ✗ 200 (not heard)
                        0.0090  │           │           ✖           │             down
                        0.0090  │           ✗                       │             POST /orders: CallFailed
                        0.0090  │◀╌╌╌╌╌╌╌╌╌╌┤                       │             502
                        0.0200  │           │           ●           │             up
                        0.0400  │           │           ├───✗       │             ✗ PUT /credit-reservations/order-3: CallF…
                        0.0500  │           │           ├══════════▶│             ReserveCredit (attempt 2)
                        0.0600  ▲ not so: no order is charged twice
                        """);
    }

    @Test
    @DisplayName("can be drawn in ASCII")
    void ascii() {
        assertThat(diagram().draw(Page.ascii(100))).matches("\\p{ASCII}*");
    }

    @Test
    @DisplayName("has no line wider than the page")
    void narrow() {
        assertThat(diagram().draw(Page.unicode(50)).lines())
                .allSatisfy(line -> assertThat(Glyphs.width(line)).isLessThanOrEqualTo(50));
    }

    @Test
    @DisplayName(
            "is a picture with an arrow for each that arrived, and a cross for each that did not")
    void svg() {
        var svg = diagram().svg();

        long arrived =
                diagram().arrows().stream().filter(arrow -> arrow.received().isPresent()).count();
        long lost = diagram().arrows().size() - arrived;
        assertThat(svg.split("marker-end", -1)).hasSize((int) arrived + 1);
        assertThat(svg.split(">✗</text>", -1)).hasSize((int) lost + 1);
        assertThat(svg).contains("class=\"down\"", "class=\"violation\"");
    }

    @Test
    @DisplayName("is a picture that is well-formed, whatever the names are")
    void wellFormed() {
        var hostile = List.of(mark(1, "<b>&", Sign.DONE, "</text><script>"));

        var svg = MessageDiagram.of(List.of(), Traces.START, hostile, Map.of(), Map.of()).svg();

        var open = new ArrayDeque<String>();
        TAG.matcher(svg)
                .results()
                .forEach(tag -> {
                    if (tag.group().startsWith("</")) {
                        assertThat(open.pop()).isEqualTo(tag.group(1));
                    } else if (!tag.group().endsWith("/>")) {
                        open.push(tag.group(1));
                    }
                });
        assertThat(open).isEmpty();
        assertThat(svg).doesNotContain("<script", "<b>").doesNotContainPattern("&(?!amp;|lt;|gt;)");
    }

    @Test
    @DisplayName(
            "keeps the earliest rows of very many, and the violation, and says how many it left out")
    void many() {
        var marks = new ArrayList<>(BEFELL);
        for (int i = 0; i < 2 * MessageDiagram.MAX_ROWS; i++) {
            marks.add(mark(100 + i, "user-1", Sign.DONE, "step " + i));
        }

        var diagram = MessageDiagram.of(List.of(), Traces.START, marks, Map.of(), Map.of());

        assertThat(diagram.marks()).hasSize(MessageDiagram.MAX_ROWS);
        assertThat(diagram.omitted()).isEqualTo(marks.size() - MessageDiagram.MAX_ROWS);
        assertThat(diagram.draw(Page.unicode(80))).endsWith("… and 1003 more\n");
    }

    @Test
    @DisplayName(
            "shows a request without an answerer as lost, under the name of the service that was asked")
    void lost() {
        assertThat(diagram().arrows())
                .contains(
                        new Arrow(
                                Way.REQUEST,
                                "order-1",
                                "user-1",
                                Duration.ofMillis(40),
                                Optional.empty(),
                                "PUT /credit-reservations/order-3: CallFailed"));
    }
}
