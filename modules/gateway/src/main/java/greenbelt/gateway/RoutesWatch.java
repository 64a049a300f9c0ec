package greenbelt.gateway;

import greenbelt.telemetry.Log;
import greenbelt.world.World;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Looks at a file of routes now and then, and loads it when it says something else. A task, for the live world: what is in
/// a file is no function of the seed.
///
/// It looks, and is not told: what tells of changes in files differs from system to system, and misses some.
final class RoutesWatch {
    /// The time between two looks.
    static final Duration PERIOD = Duration.ofSeconds(1);

    private final World world;
    private final Editions editions;
    private final Log log;
    private final Path file;
    private Optional<String> seen; // only this task uses it

    /// @param first what was in the file when the edition in service was made of it
    RoutesWatch(World world, Editions editions, Log log, Path file, RoutesText first) {
        this.world = world;
        this.editions = editions;
        this.log = log;
        this.file = file;
        this.seen = Optional.of(first.text());
    }

    /// Never returns.
    void run() {
        while (true) {
            world.rest(PERIOD);
            look();
        }
    }

    private void look() {
        try {
            var text = RoutesText.read(file);
            if (seen.filter(text.text()::equals).isEmpty()) {
                seen = Optional.of(text.text());
                tell(editions.load(text));
            }
        } catch (UncheckedIOException unreadable) {
            if (seen.isPresent()) {
                seen = Optional.empty();
                tell(editions.keep(String.valueOf(unreadable.getMessage())));
            }
        }
    }

    private void tell(Reload reload) {
        switch (reload) {
            case Reload.Loaded loaded ->
                    log.info(
                            "routes loaded",
                            Log.field("version", loaded.version()),
                            Log.field("changes", String.join("; ", loaded.changes())));
            case Reload.Kept kept ->
                    log.warn("routes refused", Log.field("because", kept.complaint()));
        }
    }
}
