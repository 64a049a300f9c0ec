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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// A message diagram as text: the time, the lanes, and what it is.
final class MessageDiagramText {
    private static final int WIDEST_GAP = 13;
    private static final int NARROWEST_GAP = 4;
    private static final String BETWEEN = "  ";

    private final MessageDiagram diagram;
    private final Page page;
    private final int timeWidth;
    private final int gap;
    private final Set<String> down = new TreeSet<>();
    private final Set<String> paused = new TreeSet<>();
    private final StringBuilder drawn = new StringBuilder();

    MessageDiagramText(MessageDiagram diagram, Page page) {
        this.diagram = diagram;
        this.page = page;
        this.timeWidth =
                DiagramRow.of(diagram).stream()
                        .mapToInt(row -> time(row.at()).length())
                        .max()
                        .orElse(0);
        int lanes = Math.max(1, diagram.lanes().size());
        this.gap = Math.clamp(page.width() / 2 / lanes, NARROWEST_GAP, WIDEST_GAP);
    }

    String draw() {
        var heads = new StringBuilder();
        for (var lane : diagram.lanes()) {
            heads.append(Glyphs.padRight(Glyphs.fit(lane, gap - 1, page), gap));
        }
        line("s", heads.toString(), "");
        var rows = DiagramRow.of(diagram);
        for (int i = 0; i < rows.size(); i++) {
            draw(rows.get(i), i == 0 ? Optional.empty() : Optional.of(rows.get(i - 1)));
        }
        if (diagram.omitted() > 0) {
            drawn.append(page.ellipsis())
                    .append(" and ")
                    .append(diagram.omitted())
                    .append(" more\n");
        }
        return drawn.toString();
    }

    private void draw(DiagramRow row, Optional<DiagramRow> before) {
        switch (row) {
            case Sent(var arrow) -> {
                if (arrow.received().isEmpty()) {
                    line(time(row.at()), lost(arrow), page.choose("✗ ", "x ") + arrow.says());
                }
            }
            case Received(var arrow) -> {
                boolean isNext = before.filter(new Sent(arrow)::equals).isPresent();
                var sent = isNext ? "" : " (sent " + time(arrow.sent()) + ")";
                line(time(row.at()), arrow(arrow), arrow.says() + sent);
            }
            case Happened(var mark) -> draw(mark);
        }
    }

    private void draw(Mark mark) {
        if (mark.lane().isEmpty()) {
            line(time(mark.at()), sign(mark.sign()) + " " + mark.says(), "");
            return;
        }
        befall(mark.lane().get(), mark.sign());
        int column = column(mark.lane().get());
        var lanes = lanes().replace(column, column + 1, sign(mark.sign()));
        line(time(mark.at()), lanes.toString(), mark.says());
    }

    private void befall(String lane, Sign sign) {
        switch (sign) {
            case DOWN -> down.add(lane);
            case UP -> {
                down.remove(lane);
                paused.remove(lane);
            }
            case PAUSED -> paused.add(lane);
            case RESUMED -> paused.remove(lane);
            case FAULT, DONE, FAILED, CHANGE, VIOLATION -> {}
        }
    }

    private String sign(Sign sign) {
        return switch (sign) {
            case DOWN -> page.choose("✖", "X");
            case UP -> page.choose("●", "O");
            case PAUSED -> page.choose("▮", "P");
            case RESUMED -> page.choose("▷", "R");
            case FAULT -> page.choose("ϟ", "!");
            case DONE -> page.choose("■", "#");
            case FAILED -> page.choose("✗", "x");
            case CHANGE -> page.choose("◆", "*");
            case VIOLATION -> page.choose("▲", "!!");
        };
    }

    private StringBuilder lanes() {
        var text = new StringBuilder();
        for (var lane : diagram.lanes()) {
            text.append(life(lane)).append(" ".repeat(gap - 1));
        }
        return text;
    }

    private String life(String lane) {
        if (down.contains(lane)) {
            return " ";
        }
        return paused.contains(lane) ? page.choose("╎", ":") : page.choose("│", "|");
    }

    private int column(String lane) {
        return diagram.lanes().indexOf(lane) * gap;
    }

    private String arrow(Arrow arrow) {
        var lanes = lanes();
        int from = column(arrow.from());
        int to = column(arrow.to());
        if (from == to) {
            return lanes.replace(from, from + 1, page.choose("↺", "@")).toString();
        }
        draw(lanes, arrow, from, to);
        boolean toTheRight = to > from;
        var head = toTheRight ? page.choose("▶", ">") : page.choose("◀", "<");
        int tip = toTheRight ? to - 1 : to + 1;
        return lanes.replace(tip, tip + 1, head).toString();
    }

    private String lost(Arrow arrow) {
        var lanes = lanes();
        int from = column(arrow.from());
        int to = column(arrow.to());
        // Not as far as to seem to reach the lane in the middle.
        int end = from == to ? from + 1 : from + 2 * (to - from) / 5;
        draw(lanes, arrow, from, end);
        return lanes.replace(end, end + 1, page.choose("✗", "x")).toString();
    }

    /// The stroke between two columns, and a knot at its beginning.
    private void draw(StringBuilder lanes, Arrow arrow, int from, int to) {
        var stroke =
                switch (arrow.way()) {
                    case REQUEST -> page.choose("─", "-");
                    case REPLY -> page.choose("╌", ".");
                    case MESSAGE -> page.choose("═", "=");
                };
        for (int i = Math.min(from, to) + 1; i < Math.max(from, to); i++) {
            lanes.replace(i, i + 1, stroke);
        }
        var knot = to > from ? page.choose("├", "|") : page.choose("┤", "|");
        lanes.replace(from, from + 1, knot);
    }

    /// Seconds, to a tenth of a millisecond.
    private static String time(Duration at) {
        return BigDecimal.valueOf(at.toNanos(), 9).setScale(4, RoundingMode.DOWN).toPlainString();
    }

    private void line(String time, String lanes, String says) {
        var text =
                Glyphs.padLeft(time, timeWidth)
                        + BETWEEN
                        + Glyphs.printable(lanes, page)
                        + BETWEEN
                        + Glyphs.printable(says, page);
        drawn.append(Glyphs.fit(text.stripTrailing(), page.width(), page)).append('\n');
    }
}
