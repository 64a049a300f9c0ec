package greenbelt.http.helidon;

import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/// Looks at every connection of a server now and then, and ends those that wait for their other end for too long.
///
/// Helidon 4.5.0 bounds neither the time of headers nor that of bodies, and blocking channels have no timeout of their own;
/// one task that looks at all of them costs less than a timer for each read.
final class ConnectionWatch {
    /// In so many steps a bound is looked at: what is late is found out late by at most one of them.
    private static final int STEPS = 16;

    private static final Duration LONGEST_STEP = Duration.ofSeconds(1);
    private static final Duration SHORTEST_STEP = Duration.ofMillis(5);

    private final World world;
    private final Patience patience;
    private final ConcurrentMap<SocketAddress, Guard> guards = new ConcurrentHashMap<>();
    private final AtomicLong openedCount = new AtomicLong();
    private final Watermark opened;

    ConnectionWatch(World world, Patience patience) {
        this.world = world;
        this.patience = patience;
        this.opened = world.watermark("opened connections", 0);
    }

    /// Has an eye on a connection that was accepted. Its first bytes must come in time.
    void accepted(SocketChannel channel) {
        try {
            var guard = new Guard(world, channel, patience);
            guard.expectWithin(patience.idle().toNanos());
            guards.put(channel.getRemoteAddress(), guard);
            opened.advanceTo(openedCount.incrementAndGet());
        } catch (IOException gone) {
            // It has been closed meanwhile, as whoever serves it will find.
        }
    }

    /// The guard of the connection with this address at its other end.
    Optional<Guard> guard(SocketAddress peer) {
        return Optional.ofNullable(guards.get(peer));
    }

    /// Looks at all of them, until the task ends.
    void run() {
        while (true) {
            long seen = opened.value();
            if (guards.isEmpty()) {
                opened.restUntilBeyond(seen);
            } else {
                world.rest(step());
                look();
            }
        }
    }

    private Duration step() {
        var shortest =
                patience.head().compareTo(patience.body()) < 0 ? patience.head() : patience.body();
        var step = shortest.dividedBy(STEPS);
        if (step.compareTo(LONGEST_STEP) > 0) {
            return LONGEST_STEP;
        }
        return step.compareTo(SHORTEST_STEP) < 0 ? SHORTEST_STEP : step;
    }

    private void look() {
        long now = world.nanoTime();
        guards.forEach((peer, guard) -> {
            if (guard.isClosed()) {
                guards.remove(peer, guard);
            } else {
                guard.check(now);
            }
        });
    }
}
