package greenbelt.bench;

import greenbelt.database.Session;
import greenbelt.eventstore.StoredEvent;
import greenbelt.projection.Projection;
import greenbelt.projection.Tables;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// A projection whose writing is timed, batch by batch.
final class TimedProjection implements Projection {
    private static final long LONGEST_NANOS = Duration.ofMinutes(1).toNanos();

    private final Projection timed;
    private final Histogram nanos = new ConcurrentHistogram(LONGEST_NANOS, 3);

    TimedProjection(Projection timed) {
        this.timed = timed;
    }

    /// How long it took to write a batch, since this was asked last.
    String percentiles() {
        var said =
                String.format(
                        Locale.ROOT,
                        "batch written in ms: p50 %.1f, p90 %.1f, p99 %.1f, max %.1f",
                        millisAt(50),
                        millisAt(90),
                        millisAt(99),
                        millisAt(100));
        nanos.reset();
        return said;
    }

    private double millisAt(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e6;
    }

    @Override
    public String name() {
        return timed.name();
    }

    @Override
    public Kind kind() {
        return timed.kind();
    }

    @Override
    public List<String> tables() {
        return timed.tables();
    }

    @Override
    public List<String> creation() {
        return timed.creation();
    }

    @Override
    public List<String> indexes() {
        return timed.indexes();
    }

    @Override
    public Changes begin() {
        return new TimedChanges(timed.begin());
    }

    private final class TimedChanges implements Changes {
        private final Changes changes;

        TimedChanges(Changes changes) {
            this.changes = changes;
        }

        @Override
        public void take(StoredEvent event) {
            changes.take(event);
        }

        @Override
        public void write(Session session, Tables tables) {
            long began = System.nanoTime();
            changes.write(session, tables);
            nanos.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - began));
        }
    }
}
