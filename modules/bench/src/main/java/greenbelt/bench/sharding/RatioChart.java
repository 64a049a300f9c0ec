package greenbelt.bench.sharding;

import java.util.List;
import java.util.Locale;

/// How many times as good as the unsharded database each number of shards is, as a picture: a bar to the right is better, one to
/// the left is worse; each line of the grid is twice the one before it.
///
/// @see <a href="https://www.w3.org/TR/SVG11/">Scalable Vector Graphics 1.1</a>
final class RatioChart {
    private static final int WIDTH = 900;
    private static final int LEFT = 300;
    private static final int RIGHT = 60;
    private static final int TOP = 90;
    private static final int BOTTOM = 30;
    private static final int BAR = 11;
    private static final int BETWEEN = 16;

    /// As powers of two, what the picture has room for; a bar that goes beyond ends at the edge, and its number says where it
    /// would.
    private static final int LEAST_POWER = -5;

    private static final int MOST_POWER = 3;

    private static final List<String> COLOURS = List.of("#9aa7b3", "#7fb2e5", "#1f5fa8", "#0b2f5c");
    private static final String STYLE =
            """
            text { font: 12px "DejaVu Sans", Helvetica, Arial, sans-serif; fill: #1b2530; }
            .title { font-size: 15px; font-weight: bold; }
            .name { text-anchor: end; }
            .scale { text-anchor: middle; fill: #5b6875; }
            .number { font-size: 10px; }
            .left { text-anchor: end; }
            .grid { stroke: #e1e6eb; }
            .one { stroke: #1b2530; stroke-width: 1.5; }
            """;

    private final String title;
    private final List<Results> all;
    private final StringBuilder svg = new StringBuilder();

    /// @param all with the same numbers of shards
    RatioChart(String title, List<Results> all) {
        this.title = title;
        this.all = List.copyOf(all);
    }

    /// A whole SVG document.
    String draw() {
        int height = TOP + questions() * group() + BOTTOM;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d %2$d\" role=\"img\">",
                WIDTH, height);
        add("<title>%s</title>", title);
        add("<style>%n%s</style>", STYLE);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        add("<text class=\"title\" x=\"20\" y=\"28\">%s</text>", title);
        legend();
        scale(height - BOTTOM + 4);
        int y = TOP;
        for (var results : all) {
            for (var name : results.names()) {
                question(results, name, y);
                y += group();
            }
        }
        add("</svg>");
        return svg.toString();
    }

    private int questions() {
        return all.stream().mapToInt(results -> results.names().size()).sum();
    }

    private List<Integer> counts() {
        return all.getFirst().counts();
    }

    private int group() {
        return counts().size() * BAR + BETWEEN;
    }

    private void legend() {
        for (int i = 0; i < counts().size(); i++) {
            int x = LEFT + i * 110;
            add(
                    "<rect x=\"%d\" y=\"42\" width=\"12\" height=\"12\" fill=\"%s\"/>",
                    x, COLOURS.get(i));
            add(
                    "<text x=\"%d\" y=\"52\">%s</text>",
                    x + 18, counts().get(i) == 1 ? "1 shard" : counts().get(i) + " shards");
        }
    }

    private void scale(int bottom) {
        for (int power = LEAST_POWER; power <= MOST_POWER; power++) {
            double x = x(Math.pow(2, power));
            add(
                    "<line class=\"%s\" x1=\"%2$.1f\" y1=\"%3$d\" x2=\"%2$.1f\" y2=\"%4$d\"/>",
                    power == 0 ? "one" : "grid", x, TOP - 8, bottom);
            add(
                    "<text class=\"scale\" x=\"%.1f\" y=\"%d\">%s</text>",
                    x, TOP - 14, power < 0 ? "1/" + (1 << -power) : Integer.toString(1 << power));
        }
    }

    private void question(Results results, String name, int top) {
        int middle = top + (group() - BETWEEN) / 2 + 4;
        add("<text class=\"name\" x=\"%d\" y=\"%d\">%s</text>", LEFT - 14, middle, escaped(name));
        for (int place = 0; place < counts().size(); place++) {
            bar(results.timesUnsharded(name, place), COLOURS.get(place), top + place * BAR);
        }
    }

    private void bar(double times, String colour, int y) {
        double one = x(1);
        double end = x(times);
        add(
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                Math.min(one, end), y, Math.max(1, Math.abs(end - one)), BAR - 2, colour);
        boolean better = end >= one;
        add(
                "<text class=\"number%s\" x=\"%.1f\" y=\"%d\">%.2f</text>",
                better ? "" : " left", better ? end + 4 : end - 4, y + BAR - 3, times);
    }

    private static double x(double times) {
        double power = Math.log(times) / Math.log(2);
        double within = Math.max(LEAST_POWER, Math.min(MOST_POWER, power));
        double step = (double) (WIDTH - LEFT - RIGHT) / (MOST_POWER - LEAST_POWER);
        return LEFT + (within - LEAST_POWER) * step;
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private void add(String form, Object... values) {
        svg.append(String.format(Locale.ROOT, form + "%n", values));
    }
}
