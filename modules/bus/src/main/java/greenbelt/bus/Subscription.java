package greenbelt.bus;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Bus.Delivery;
import greenbelt.bus.Bus.Handler;
import greenbelt.bus.BusLog.GroupLog;
import greenbelt.bus.BusLog.TopicLog;
import greenbelt.disk.DiskFull;
import greenbelt.event.Envelope;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.NodeDown;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;

/// One group listening to one topic, for as long as its node is up.
///
/// A dispatcher reads the log in order and deals the messages out to lanes by the hash of their subject. A lane
/// handles one message at a time, which keeps the order of each subject; lanes run side by side, so one slow message
/// holds up only its own lane. Each message is handled in a task named after it.
final class Subscription {
    /// How many messages of a group are handled at the same time, at most.
    static final int LANES = 8;

    /// How far the dispatcher reads beyond the acknowledged position, in messages.
    static final int WINDOW = 256;

    /// How often a message is handed to its handler before it is given up; as often as it takes while the disk is full.
    static final int MAX_ATTEMPTS = 8;

    /// The pause after the first failure; each further one is twice as long.
    static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    /// The longest pause between attempts.
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final World world;
    private final Node node;
    private final Topic topic;
    private final String name;
    private final TopicLog log;
    private final GroupLog group;
    private final Handler handler;
    private final Progress progress;
    private final Mailbox<Boolean> bell;
    private final List<Lane> lanes = new ArrayList<>();
    private volatile boolean ended;

    /// Dead letters that the dispatcher has yet to deal out.
    private final Queue<Letter> redriven = new ConcurrentLinkedQueue<>();

    /// The positions of the dead letters that are being tried again.
    private final Set<Long> underWay = new ConcurrentSkipListSet<>();

    Subscription(
            World world,
            Node node,
            Topic topic,
            Group group,
            TopicLog log,
            GroupLog groupLog,
            Handler handler) {
        this.world = world;
        this.node = node;
        this.topic = topic;
        this.name = topic + "~" + group;
        this.log = log;
        this.group = groupLog;
        this.handler = handler;
        this.progress = new Progress(groupLog.acknowledged());
        this.bell = world.mailbox("messages of " + name, 1);
        for (int i = 0; i < LANES; i++) {
            lanes.add(new Lane());
        }
    }

    boolean isActive() {
        return node.isUp() && !ended;
    }

    void start() {
        node.spawn(name, this::run);
    }

    /// Tells the dispatcher that something has changed. One ring that was not heard yet is as good as many.
    void wake() {
        var _ = bell.offer(true);
    }

    /// Has these dead letters handled again, but for those that are under way; answers how many. Does not wait.
    int redrive(List<DeadLetter> letters) {
        int count = 0;
        for (var letter : letters) {
            if (underWay.add(letter.position())) {
                redriven.add(new Letter(letter.position(), letter.attempts(), letter.message()));
                count++;
            }
        }
        wake();
        return count;
    }

    /// However the dispatcher ends, nobody is said to listen any more.
    private void run() {
        try {
            dispatch();
        } finally {
            ended = true;
        }
    }

    private void dispatch() {
        long read = progress.value();
        while (true) {
            long seen;
            do {
                seen = read;
                read += deal(read);
            } while (read > seen);
            dealRedriven();
            lanes.forEach(this::startNext);
            bell.take();
        }
    }

    /// Reads what the window has room for, and deals it out to the lanes; returns how many messages that were.
    private int deal(long read) {
        int room = (int) (progress.value() + WINDOW - read);
        if (room <= 0) {
            return 0;
        }
        var messages = log.read(read, room);
        long position = read;
        for (var message : messages) {
            position++;
            deal(new Letter(position, 0, message));
        }
        return messages.size();
    }

    private void dealRedriven() {
        for (var letter = redriven.poll(); letter != null; letter = redriven.poll()) {
            deal(letter);
        }
    }

    private void deal(Letter letter) {
        int lane = Math.floorMod(letter.message.subject().hashCode(), LANES);
        lanes.get(lane).waiting.add(letter);
    }

    private void startNext(Lane lane) {
        if (lane.busy) {
            return;
        }
        var letter = lane.waiting.poll();
        if (letter != null) {
            lane.busy = true;
            node.spawn(letter.message.id().value(), () -> see(lane, letter));
        }
    }

    /// Sees a message through to the end, be it done or given up.
    private void see(Lane lane, Letter letter) {
        try {
            for (int attempt = letter.tried + 1; !settle(letter, attempt); attempt++) {
                world.rest(pauseAfter(letter, attempt));
            }
        } finally {
            if (letter.isDead()) {
                underWay.remove(letter.position);
            }
            lane.busy = false;
            wake();
        }
    }

    /// One attempt; answers whether it was the last.
    private boolean settle(Letter letter, int attempt) {
        try {
            handler.handle(new Delivery(topic, letter.position, attempt, letter.message));
        } catch (RuntimeException failure) {
            return attempt >= letter.tried + MAX_ATTEMPTS
                    && DiskFull.behind(failure).isEmpty()
                    && giveUp(letter, attempt, failure);
        } catch (Error failure) {
            // Trying again does not mend a broken program. Told to the world before the next
            // message
            // of this lane can be handled.
            mustBeUp();
            world.report(failure);
            return giveUp(letter, attempt, failure);
        }
        acknowledge(letter);
        return true;
    }

    /// Keeps the message as a dead letter; answers whether that worked. If not, the message is tried again.
    private boolean giveUp(Letter letter, int attempt, Throwable failure) {
        mustBeUp();
        try {
            group.giveUp(
                    new DeadLetter(letter.position, attempt, failure.toString(), letter.message));
        } catch (BusException unwritten) {
            world.report(unwritten);
            return false;
        }
        if (!letter.isDead()) {
            acknowledge(letter);
        }
        return true;
    }

    private void acknowledge(Letter letter) {
        world.step("acknowledge " + name);
        mustBeUp();
        if (letter.isDead()) {
            group.handled(letter.position);
        } else {
            progress.done(letter.position).ifPresent(group::acknowledge);
        }
        world.step("acknowledged " + name);
    }

    /// A handler may fail, or even return, because its node is being crashed around it. That settles nothing.
    private void mustBeUp() {
        if (!node.isUp()) {
            throw new NodeDown(node.name());
        }
    }

    /// Doubles with each attempt; shortened by up to a half at random, so that failures do not come back in step.
    private Duration pauseAfter(Letter letter, int attempt) {
        var longest = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - letter.tried - 1, 20));
        if (longest.compareTo(LONGEST_PAUSE) > 0) {
            longest = LONGEST_PAUSE;
        }
        var stream = world.random("retry/" + name + "/" + letter.message.id() + "/" + attempt);
        return stream.between(longest.dividedBy(2), longest);
    }

    @Override
    public String toString() {
        return name;
    }

    /// A message at its position.
    ///
    /// @param tried how often it had been tried when it became a dead letter; 0 when it is none
    private record Letter(long position, int tried, Envelope message) {
        boolean isDead() {
            return tried > 0;
        }
    }

    /// Messages that must be handled one after the other.
    private static final class Lane {
        /// Touched only by the dispatcher.
        private final Queue<Letter> waiting = new ArrayDeque<>();

        private volatile boolean busy;
    }
}
