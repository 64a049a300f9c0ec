package greenbelt.telemetry;

import greenbelt.world.LiveWorld;
import greenbelt.world.Randomness;
import greenbelt.world.Task;
import greenbelt.world.VirtualWorld;
import greenbelt.world.World;
import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;

/// Draws the ids of traces and spans from World.
///
/// A trace's id comes from the stream of the task that begins it, a span's from the stream of its trace in the task that
/// begins it. So no trace changes another's ids, and neither does who is first among tasks that work for one trace.
final class WorldIds implements IdGenerator {
    private final Supplier<Randomness> taskStream;
    private final Supplier<Randomness> traceStream;

    WorldIds(World world) {
        switch (world) {
            case LiveWorld live -> {
                // Unpredictable anyway, so one stream does for all, and costs least.
                var stream = live.random("trace ids");
                taskStream = () -> stream;
                traceStream = () -> stream;
            }
            case VirtualWorld virtual -> {
                taskStream = () -> virtual.random("trace/" + taskName());
                traceStream =
                        () -> {
                            var parent = Tracer.currentSpan().getSpanContext();
                            return parent.isValid()
                                    ? virtual.random(
                                            "span/" + parent.getTraceId() + "/" + taskName())
                                    : taskStream.get();
                        };
            }
        }
    }

    private static String taskName() {
        return Task.current().map(Task::name).orElse("outside");
    }

    @Override
    public String generateTraceId() {
        var stream = taskStream.get();
        return Hex.of(notZero(stream)) + Hex.of(stream.nextLong());
    }

    @Override
    public String generateSpanId() {
        return Hex.of(notZero(traceStream.get()));
    }

    private static long notZero(Randomness stream) {
        long id = stream.nextLong();
        while (id == 0) {
            id = stream.nextLong();
        }
        return id;
    }
}
