package greenbelt.outbox;

import greenbelt.bus.Bus;
import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Publishes what is in an outbox: at once after each commit, and after a restart what was left.
///
/// Messages go out in the order in which they were added, and are removed when the bus has taken them. A crash in
/// between publishes them again, so consumers need an [Inbox]. When the bus or the database refuses, the relay tries
/// again after a pause that doubles up to [#LONGEST_PAUSE], for as long as the node is up; nothing overtakes.
public final class OutboxRelay {
    /// Most messages that are published before they are removed in one transaction.
    public static final int MAX_BATCH = 100;

    /// The pause after the bus or the database has refused for the first time.
    public static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /// The longest pause.
    public static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final World world;
    private final Database database;
    private final Outbox outbox;
    private final Bus bus;
    private volatile long published;
    private volatile String lastError = "";
    private volatile long lastCount;
    private volatile boolean ended;

    /// How a relay fares.
    ///
    /// @param waiting how many messages are in the outbox; how many there were when it could be read last
    /// @param lastError what the bus or the database refuses and why, while it does; or that the relay has ended
    public record Status(long waiting, Optional<String> lastError) {}

    private OutboxRelay(World world, Database database, Outbox outbox, Bus bus) {
        this.world = world;
        this.database = database;
        this.outbox = outbox;
        this.bus = bus;
    }

    /// Starts a relay as a task of `node`.
    ///
    /// @param database in which `outbox` is
    public static OutboxRelay start(
            World world, Node node, Database database, Outbox outbox, Bus bus) {
        var relay = new OutboxRelay(world, database, outbox, bus);
        node.spawn("outbox relay", relay::run);
        return relay;
    }

    /// However it ends, it says so, since nobody would miss it otherwise.
    private void run() {
        try {
            relay();
        } finally {
            ended = true;
        }
    }

    private void relay() {
        while (true) {
            outbox.committed().restUntilBeyond(published);
            long committed = outbox.committed().value();
            var batch =
                    insist(
                            "read outbox",
                            what ->
                                    database.read(
                                            what,
                                            session ->
                                                    OutboxTable.upTo(
                                                            session, committed, MAX_BATCH)));
            if (batch.isEmpty()) {
                published = committed; // the rest was undone
            } else {
                publish(batch);
            }
        }
    }

    private void publish(List<OutboxMessage> batch) {
        batch.forEach(this::publish);
        long last = batch.getLast().position();
        insist(
                "clear outbox",
                what -> database.write(what, session -> OutboxTable.deleteUpTo(session, last)));
        published = last;
    }

    private void publish(OutboxMessage waiting) {
        insist(
                "publish " + waiting.message().id(),
                what -> {
                    bus.publish(waiting.topic(), waiting.message());
                    return what;
                });
    }

    /// Does it until it works.
    private <T> T insist(String what, Function<String, T> work) {
        var pause = FIRST_PAUSE;
        while (true) {
            try {
                var done = work.apply(what);
                lastError = "";
                return done;
            } catch (RuntimeException refused) {
                lastError = what + ": " + refused;
            }
            world.rest(pause);
            var doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }

    /// How it fares; says so too when the database does not answer.
    public Status status() {
        if (ended) {
            return new Status(
                    lastCount, Optional.of("the relay has ended; its node needs a restart"));
        }
        try {
            lastCount = database.read("count outbox", OutboxTable::count);
            return new Status(lastCount, Optional.of(lastError).filter(error -> !error.isEmpty()));
        } catch (DatabaseException failure) {
            return new Status(lastCount, Optional.of(String.valueOf(failure.getMessage())));
        }
    }
}
