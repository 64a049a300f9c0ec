package greenbelt.bus;

import greenbelt.bus.Bus.BlockedKey;
import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.BusLog.GroupLog;
import greenbelt.bus.Subscription.Listener;
import greenbelt.disk.DiskFull;
import greenbelt.world.FailureText;
import greenbelt.world.NodeDown;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;

/// Sees messages through to the end: done, or given up. Safe for many tasks.
final class Handling {
    /// How often a message is handed to its handler before it is given up; as often as it takes while the disk is full.
    static final int MAX_ATTEMPTS = 8;

    private final World world;
    private final Place place;
    private final Listener listener;
    private final Cursor cursor;
    private final Runnable wake;
    private final Backoff backoff;
    private final Watermark resumes;
    private final String acknowledge;
    private final String acknowledged;
    private volatile boolean ended;
    private final Map<String, BlockedKey> blocked = new ConcurrentSkipListMap<>();

    /// The positions of the dead letters that are being tried again.
    private final Set<Long> underWay = new ConcurrentSkipListSet<>();

    /// Whose messages they are.
    ///
    /// @param announce told of each that is given up
    record Place(Topic topic, Group group, GroupLog log, Consumer<DeadLetter> announce) {
        @Override
        public String toString() {
            return topic + "~" + group;
        }
    }

    /// @param wake run when a message that blocked its key is settled
    Handling(World world, Place place, Listener listener, Cursor cursor, Runnable wake) {
        this.world = world;
        this.place = place;
        this.listener = listener;
        this.cursor = cursor;
        this.wake = wake;
        this.backoff = new Backoff(world, place.toString());
        this.resumes = world.watermark("resumption of " + place, 0);
        this.acknowledge = "acknowledge " + place;
        this.acknowledged = "acknowledged " + place;
    }

    boolean isBlocked(String key) {
        return blocked.containsKey(key);
    }

    /// The keys that wait for another attempt, by position.
    List<BlockedKey> blocked() {
        return blocked.values().stream()
                .sorted(Comparator.comparingLong(BlockedKey::position))
                .toList();
    }

    /// Says that a dead letter is to be tried again; answers whether it was not under way already.
    boolean takeUp(DeadLetter letter) {
        return underWay.add(letter.position());
    }

    /// The group is not paused any more.
    void resumed() {
        resumes.advanceTo(resumes.value() + 1);
    }

    /// Nothing is tried again, and nothing settled any more.
    void end() {
        ended = true;
        resumed();
    }

    /// Hands over messages of the lane; when this returns, each is settled, or has blocked its key, or is back in the lane.
    void handle(Lane lane, List<Letter> letters) {
        var failure = attempt(letters, 1);
        if (failure.isPresent() && letters.size() == 1) {
            failed(letters.getFirst(), 1, failure.get());
        } else if (failure.isPresent()) {
            letters.forEach(letter -> handleAlone(lane, letter));
        }
    }

    /// After an attempt together with others, that was to no avail.
    private void handleAlone(Lane lane, Letter letter) {
        if (isBlocked(letter.key())) {
            lane.giveBack(letter);
        } else {
            attempt(List.of(letter), 2).ifPresent(failure -> failed(letter, 2, failure));
        }
    }

    /// Hands them over; answers what was thrown, if anything. If nothing was, they are done.
    ///
    /// @param round how manieth attempt it is since they were handed out
    private Optional<Throwable> attempt(List<Letter> letters, int round) {
        try {
            listener.handler()
                    .handle(letters.stream().map(letter -> delivery(letter, round)).toList());
        } catch (RuntimeException failure) {
            return Optional.of(failure);
        } catch (Error failure) {
            mustBeUp();
            return Optional.of(failure);
        }
        acknowledge(letters);
        return Optional.empty();
    }

    private Delivery delivery(Letter letter, int round) {
        var entry = letter.entry();
        return new Delivery(
                place.topic,
                entry.partition(),
                entry.position(),
                letter.tried() + round,
                entry.message());
    }

    private void failed(Letter letter, int round, Throwable failure) {
        if (!isGivenUp(letter, round, failure)) {
            var since = world.now();
            var pause = block(letter, round, since, failure);
            listener.node()
                    .spawn(
                            "retry of " + letter.entry().message().id(),
                            () -> retry(letter, round, since, pause));
        }
    }

    /// Waits and tries again until the message is settled; then its key is free.
    private void retry(Letter letter, int firstRound, Instant since, Duration firstPause) {
        try {
            var pause = Optional.of(firstPause);
            for (int round = firstRound + 1; pause.isPresent(); round++) {
                world.rest(pause.get());
                awaitResumption();
                pause = ended ? Optional.empty() : retry(letter, round, since);
            }
        } finally {
            blocked.remove(letter.key());
            wake.run();
        }
    }

    /// One more attempt; answers how long to wait for the next one, if there is to be one.
    private Optional<Duration> retry(Letter letter, int round, Instant since) {
        return attempt(List.of(letter), round)
                .filter(failure -> !isGivenUp(letter, round, failure))
                .map(failure -> block(letter, round, since, failure));
    }

    /// Shows that the key is blocked, and answers for how long it is at least.
    private Duration block(Letter letter, int round, Instant since, Throwable failure) {
        var entry = letter.entry();
        int attempts = letter.tried() + round;
        var pause = backoff.pauseAfter(letter, attempts);
        blocked.put(
                letter.key(),
                new BlockedKey(
                        letter.key(),
                        entry.partition(),
                        entry.position(),
                        since,
                        attempts,
                        world.now().plus(pause),
                        inWords(failure)));
        return pause;
    }

    private void awaitResumption() {
        long seen = resumes.value();
        while (place.log.isPaused() && !ended) {
            resumes.restUntilBeyond(seen);
            seen = resumes.value();
        }
    }

    /// Gives the message up when this was its last attempt; answers whether that worked. If not, it is tried again.
    private boolean isGivenUp(Letter letter, int round, Throwable failure) {
        if (failure instanceof Error) {
            // Trying again does not mend a broken program. Told to the world before the next
            // message of this key can
            // be handled.
            world.report(failure);
            return giveUp(letter, round, failure);
        }
        return round >= MAX_ATTEMPTS
                && DiskFull.behind(failure).isEmpty()
                && giveUp(letter, round, failure);
    }

    private boolean giveUp(Letter letter, int round, Throwable failure) {
        mustBeUp();
        if (ended) {
            return true;
        }
        var entry = letter.entry();
        var dead =
                new DeadLetter(
                        place.topic,
                        place.group,
                        entry.partition(),
                        entry.position(),
                        letter.tried() + round,
                        world.now(),
                        inWords(failure),
                        entry.message());
        try {
            place.log.giveUp(dead);
            place.announce.accept(dead);
        } catch (BusException unwritten) {
            world.report(unwritten);
            return false;
        }
        if (letter.isDead()) {
            underWay.remove(letter.position());
        } else {
            acknowledge(List.of(letter));
        }
        return true;
    }

    private static String inWords(Throwable failure) {
        var words = FailureText.of(failure);
        return words.substring(0, Math.min(words.length(), DeadLetter.MAX_ERROR_LENGTH));
    }

    private void acknowledge(List<Letter> letters) {
        world.step(acknowledge);
        mustBeUp();
        if (ended) {
            return;
        }
        cursor.done(letters.stream().filter(letter -> !letter.isDead()).toList());
        letters.stream().filter(Letter::isDead).forEach(this::buried);
        world.step(acknowledged);
    }

    private void buried(Letter letter) {
        place.log.handled(letter.position());
        underWay.remove(letter.position());
    }

    /// A handler may fail, or even return, because its node is being crashed around it. That settles nothing.
    private void mustBeUp() {
        if (!listener.node().isUp()) {
            throw new NodeDown(listener.node().name());
        }
    }
}
