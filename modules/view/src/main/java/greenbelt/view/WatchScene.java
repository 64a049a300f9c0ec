package greenbelt.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a command prints, again and again.
public final class WatchScene implements Scene {
    private final String title;
    private final Duration pace;
    private final Function<Page, String> drawing;
    private final Scroll scroll = new Scroll();

    /// @param title what is watched
    /// @param drawing asks anew each time
    public WatchScene(String title, Duration pace, Function<Page, String> drawing) {
        this.title = title;
        this.pace = pace;
        this.drawing = drawing;
    }

    @Override
    public List<String> lines(Page page, int rows) {
        var drawn = drawing.apply(page).lines().toList();
        var seen = scroll.seen(drawn, rows - 1);
        var where = scroll.where(drawn.size());
        var head =
                title
                        + page.choose(" · ", " - ")
                        + "every "
                        + page.duration(pace)
                        + page.choose(" · ", " - ")
                        + (where.isEmpty() ? "" : where + page.choose(" · ", " - "))
                        + "q leaves";
        var lines = new ArrayList<String>();
        lines.add(page.paint(Tone.FAINT, page.line(head)));
        lines.addAll(seen);
        return lines;
    }

    @Override
    public void press(Key key) {
        scroll.press(key);
    }

    @Override
    public Optional<Duration> pace() {
        return Optional.of(pace);
    }
}
