package greenbelt.view;

import greenbelt.view.DiagramRow.Happened;
import greenbelt.view.DiagramRow.Received;
import greenbelt.view.DiagramRow.Sent;
import greenbelt.view.MessageDiagram.Arrow;
import greenbelt.view.MessageDiagram.Mark;
import greenbelt.view.MessageDiagram.Sign;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A message diagram as SVG: a moment a row, so that an arrow leans by what happens while it is under way.
///
/// @see <a href="https://www.w3.org/TR/SVG11/">Scalable Vector Graphics 1.1</a>
final class MessageDiagramSvg {
    private static final int LANE = 210;
    private static final int LEFT = 190;
    private static final int TOP = 60;
    private static final int ROW = 24;
    private static final int BOTTOM = 50;
    private static final int LETTER = 7;

    /// How far what is lost gets; not so far as to seem to reach the lane in the middle.
    private static final double LOST = 0.4;

    private static final String STYLE =
            """
            text { font: 12px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1b2530; }
            .time { fill: #5b6875; text-anchor: end; }
            .lane { font-weight: bold; text-anchor: middle; }
            .says { text-anchor: middle; paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
            .mark { paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
            .life { stroke: #9aa7b3; stroke-width: 1.5; }
            .down { stroke: #c2185b; stroke-width: 1.5; stroke-dasharray: 2 6; }
            .paused { stroke: #e08a00; stroke-width: 5; }
            .request { stroke: #1f5fa8; fill: none; stroke-width: 1.5; }
            .reply { stroke: #1f5fa8; fill: none; stroke-width: 1.2; stroke-dasharray: 5 4; }
            .message { stroke: #1e7d4f; fill: none; stroke-width: 2; }
            .lost { stroke: #c62828; }
            .bad { fill: #c62828; font-weight: bold; }
            .fault { fill: #8a4b00; font-weight: bold; }
            .violation { fill: #fde7e7; stroke: #c62828; }
            """;

    private final MessageDiagram diagram;
    private final List<DiagramRow> rows;
    private final Map<Arrow, Integer> sentIn = new HashMap<>(); // never iterated
    private final StringBuilder svg = new StringBuilder();

    MessageDiagramSvg(MessageDiagram diagram) {
        this.diagram = diagram;
        this.rows = DiagramRow.of(diagram);
    }

    String draw() {
        int width = LEFT + diagram.lanes().size() * LANE + LANE / 2;
        int height = TOP + rows.size() * ROW + BOTTOM;
        add(
                ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\""
                                + " viewBox=\"0 0 %1$d %2$d\" role=\"img\">")
                        .formatted(width, height));
        add("<title>Message diagram</title>");
        add("<style>\n%s</style>".formatted(STYLE));
        heads();
        add("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>");
        for (var lane : diagram.lanes()) {
            life(lane);
        }
        for (int i = 0; i < rows.size(); i++) {
            draw(rows.get(i), i);
        }
        if (diagram.omitted() > 0) {
            add(
                    "<text x=\"20\" y=\"%d\">… and %d more</text>"
                            .formatted(height - BOTTOM / 2, diagram.omitted()));
        }
        add("</svg>");
        return svg.toString();
    }

    private void heads() {
        add("<defs>");
        for (var way : List.of("request", "reply", "message")) {
            var color = way.equals("message") ? "#1e7d4f" : "#1f5fa8";
            add(
                    ("<marker id=\"%s\" markerWidth=\"9\" markerHeight=\"8\" refX=\"8\" refY=\"4\""
                                    + " orient=\"auto\" markerUnits=\"userSpaceOnUse\">"
                                    + "<path d=\"M0,0 L9,4 L0,8 z\" fill=\"%s\"/></marker>")
                            .formatted(way, color));
        }
        add("</defs>");
    }

    private int x(String lane) {
        return LEFT + diagram.lanes().indexOf(lane) * LANE;
    }

    private static int y(int row) {
        return TOP + row * ROW + ROW / 2;
    }

    /// A node's line of life, in the pieces that its marks cut it into.
    private void life(String lane) {
        add(
                "<text class=\"lane\" x=\"%d\" y=\"%d\">%s</text>"
                        .formatted(x(lane), TOP - 28, escaped(lane)));
        int from = TOP - 16;
        var kind = "life";
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof Happened(var mark)
                    && mark.lane().filter(lane::equals).isPresent()) {
                var next = next(kind, mark.sign());
                if (!next.equals(kind)) {
                    piece(kind, lane, from, y(i));
                    from = y(i);
                    kind = next;
                }
            }
        }
        piece(kind, lane, from, TOP + rows.size() * ROW + BOTTOM / 2);
    }

    private static String next(String kind, Sign sign) {
        return switch (sign) {
            case DOWN -> "down";
            case PAUSED -> "paused";
            case UP, RESUMED -> "life";
            case FAULT, DONE, FAILED, CHANGE, VIOLATION -> kind;
        };
    }

    private void piece(String kind, String lane, int from, int to) {
        add(
                "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>"
                        .formatted(kind, x(lane), from, x(lane), to));
    }

    private void draw(DiagramRow row, int i) {
        add(
                "<text class=\"time\" x=\"%d\" y=\"%d\">%s</text>"
                        .formatted(90, y(i) + 4, time(row.at())));
        switch (row) {
            case Sent(var arrow) -> {
                if (arrow.received().isEmpty()) {
                    lost(arrow, i);
                } else {
                    sentIn.put(arrow, i);
                }
            }
            case Received(var arrow) -> arrow(arrow, sentIn.getOrDefault(arrow, i), i);
            case Happened(var mark) -> mark(mark, i);
        }
    }

    private void arrow(Arrow arrow, int from, int to) {
        var way = way(arrow);
        if (arrow.from().equals(arrow.to())) {
            int x = x(arrow.from());
            add(
                    "<path class=\"%1$s\" d=\"M%2$d,%3$d h28 V%4$d h-28\" marker-end=\"url(#%1$s)\"/>"
                            .formatted(way, x, y(from), y(to)));
            label(x + 34, y(to), "mark", arrow.says(), LANE - 40);
            return;
        }
        int x1 = x(arrow.from());
        int x2 = x(arrow.to());
        add(
                ("<line class=\"%1$s\" x1=\"%2$d\" y1=\"%3$d\" x2=\"%4$d\" y2=\"%5$d\""
                                + " marker-end=\"url(#%1$s)\"/>")
                        .formatted(way, x1, y(from), x2, y(to)));
        // Over the last lane it crosses, where it is clear of what the sender does meanwhile.
        boolean isLong = Math.abs(x2 - x1) > LANE;
        double part = isLong ? 0.7 : 0.5;
        int y = (int) (y(from) + part * (y(to) - y(from)));
        int room = isLong ? LANE * 3 / 2 : LANE - 16;
        label((int) (x1 + part * (x2 - x1)), y - 8, "says", arrow.says(), room);
    }

    private void lost(Arrow arrow, int row) {
        int x1 = x(arrow.from());
        int x2 =
                arrow.from().equals(arrow.to())
                        ? x1 + LANE / 2
                        : (int) (x1 + LOST * (x(arrow.to()) - x1));
        add(
                "<line class=\"%s lost\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>"
                        .formatted(way(arrow), x1, y(row), x2, y(row)));
        add(
                "<text class=\"bad\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">✗</text>"
                        .formatted(x2, y(row) + 4));
        label((x1 + x2) / 2 + (x2 > x1 ? 30 : -30), y(row) - 5, "says", arrow.says(), LANE - 16);
    }

    private void mark(Mark mark, int row) {
        if (mark.lane().isEmpty()) {
            boolean isViolation = mark.sign() == Sign.VIOLATION;
            if (isViolation) {
                add(
                        "<rect class=\"violation\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                                .formatted(
                                        100,
                                        y(row) - 11,
                                        diagram.lanes().size() * LANE + 60,
                                        ROW - 2));
            }
            label(112, y(row) + 4, isViolation ? "bad" : "fault", sign(mark) + mark.says(), 0);
            return;
        }
        int x = x(mark.lane().get());
        var style =
                switch (mark.sign()) {
                    case DOWN, FAILED, VIOLATION -> "mark bad";
                    case FAULT, PAUSED -> "mark fault";
                    case UP, RESUMED, DONE, CHANGE -> "mark";
                };
        add(
                "<circle cx=\"%d\" cy=\"%d\" r=\"3.5\" fill=\"%s\"/>"
                        .formatted(x, y(row), color(mark.sign())));
        label(x + 8, y(row) + 4, style, sign(mark) + mark.says(), 0);
    }

    private static String sign(Mark mark) {
        return switch (mark.sign()) {
            case DOWN -> "✖ ";
            case FAILED -> "✗ ";
            case VIOLATION -> "▲ ";
            case FAULT -> "⚡ ";
            case UP, PAUSED, RESUMED, DONE, CHANGE -> "";
        };
    }

    private static String color(Sign sign) {
        return switch (sign) {
            case DOWN, FAILED, VIOLATION -> "#c62828";
            case FAULT, PAUSED -> "#e08a00";
            case UP, RESUMED, DONE, CHANGE -> "#1b2530";
        };
    }

    private static String way(Arrow arrow) {
        return switch (arrow.way()) {
            case REQUEST -> "request";
            case REPLY -> "reply";
            case MESSAGE -> "message";
        };
    }

    /// @param room in pixels; 0 for as long as it is
    private void label(int x, int y, String style, String text, int room) {
        var page = Page.unicode(Page.LEAST_WIDTH);
        var printable = Glyphs.printable(text, page);
        var fitted = room == 0 ? printable : Glyphs.fit(printable, room / LETTER, page);
        var whole = fitted.equals(printable) ? "" : "<title>" + escaped(printable) + "</title>";
        add(
                "<text class=\"%s\" x=\"%d\" y=\"%d\">%s%s</text>"
                        .formatted(style, x, y, escaped(fitted), whole));
    }

    private static String time(Duration at) {
        return BigDecimal.valueOf(at.toNanos(), 9).setScale(4, RoundingMode.DOWN).toPlainString()
                + " s";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private void add(String line) {
        svg.append(line).append('\n');
    }
}
