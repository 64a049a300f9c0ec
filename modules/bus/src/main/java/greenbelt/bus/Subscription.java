package greenbelt.bus;

import greenbelt.bus.Bus.BatchHandler;
import greenbelt.bus.Bus.BlockedKey;
import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Bus.Entry;
import greenbelt.bus.BusLog.GroupLog;
import greenbelt.bus.BusLog.TopicLog;
import greenbelt.bus.Handling.Place;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// One group listening to one topic, for as long as its node is up.
///
/// A dispatcher reads the log in order and deals the messages out to a lane for each partition. A lane hands over one
/// batch at a time, in a task named after its first message; lanes run side by side. A message that has failed leaves its
/// lane for a task of its own, where it waits and is tried again; meanwhile the others of its key are held, and those of
/// other keys go on.
final class Subscription {
    /// How many messages are read at once.
    private static final int READ_AT_ONCE = 1_024;

    private final Node node;
    private final String name;
    private final Listener listener;
    private final TopicLog log;
    private final GroupLog group;
    private final Cursor cursor;
    private final Handling handling;
    private final Mailbox<Boolean> bell;
    private final List<Lane> lanes;
    private volatile boolean ended;

    /// The message that has no room, if that is why nothing is handed out.
    private volatile Optional<Entry> noRoomFor = Optional.empty();

    /// Touched only by the dispatcher: what was read and has no room in the lanes yet.
    private final Queue<Entry> ahead = new ArrayDeque<>();

    /// Dead letters that the dispatcher has yet to deal out.
    private final Queue<Letter> redriven = new ConcurrentLinkedQueue<>();

    /// Who listens.
    ///
    /// @param most how many messages it takes at once
    record Listener(Node node, int most, BatchHandler handler) {}

    /// @param announce told of each message that is given up
    Subscription(
            World world,
            Topic topic,
            Group group,
            TopicLog log,
            Listener listener,
            Consumer<DeadLetter> announce) {
        this.node = listener.node;
        this.name = topic + "~" + group;
        this.listener = listener;
        this.log = log;
        this.group = log.group(group);
        this.cursor = new Cursor(log.partitions(), this.group);
        this.bell = world.mailbox("messages of " + name, 1);
        var place = new Place(topic, group, this.group, announce);
        this.handling = new Handling(world, place, listener, cursor, this::wake);
        this.lanes = Stream.generate(Lane::new).limit(log.partitions()).toList();
    }

    boolean isActive() {
        return node.isUp() && !ended;
    }

    Listener listener() {
        return listener;
    }

    void start() {
        node.spawn(name, this::run);
    }

    /// Tells the dispatcher that something has changed. One ring that was not heard yet is as good as many.
    void wake() {
        var _ = bell.offer(true);
    }

    /// The group is not paused any more.
    void resumed() {
        handling.resumed();
        wake();
    }

    List<BlockedKey> blocked() {
        return handling.blocked();
    }

    /// The blocked key that is in the way of every other one, because there is no room beyond it. While anything is being
    /// handled, nothing is in the way.
    Optional<BlockedKey> stalledBy() {
        return noRoomFor
                .filter(next -> lanes.stream().noneMatch(Lane::isBusy))
                .flatMap(next -> first(blocked(), next.partition()));
    }

    /// The first of these keys, of this partition if there is one.
    private static Optional<BlockedKey> first(List<BlockedKey> keys, int partition) {
        return keys.stream()
                .filter(key -> key.partition() == partition)
                .findFirst()
                .or(() -> keys.stream().findFirst());
    }

    /// Hands out nothing any more; what is in hand is finished, but not acknowledged.
    void end() {
        ended = true;
        handling.end();
        wake();
    }

    /// Has these dead letters handled again, but for those that are under way; answers how many. Does not wait.
    int redrive(List<DeadLetter> letters) {
        var taken = letters.stream().filter(handling::takeUp).map(Letter::of).toList();
        redriven.addAll(taken);
        wake();
        return taken.size();
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
        while (!ended) {
            dealRedriven();
            boolean more;
            do {
                more = dealNext();
                if (!group.isPaused()) {
                    lanes.forEach(this::startNext);
                }
            } while (more);
            bell.take();
        }
    }

    private void dealRedriven() {
        for (var letter = redriven.poll(); letter != null; letter = redriven.poll()) {
            lanes.get(letter.entry().partition()).add(letter);
        }
    }

    /// Deals out what the window has room for; answers whether there may be more.
    private boolean dealNext() {
        if (ahead.isEmpty()) {
            ahead.addAll(log.read(cursor.read(), READ_AT_ONCE));
        }
        boolean any = !ahead.isEmpty();
        for (var next = ahead.peek(); next != null; next = ahead.peek()) {
            if (!cursor.hasRoomFor(next)) {
                noRoomFor = Optional.of(next);
                return false;
            }
            if (cursor.handOut(ahead.remove())) {
                lanes.get(next.partition()).add(Letter.of(next));
            }
        }
        noRoomFor = Optional.empty();
        return any;
    }

    private void startNext(Lane lane) {
        if (lane.isBusy()) {
            return;
        }
        var letters = lane.next(listener.most, handling::isBlocked);
        if (!letters.isEmpty()) {
            node.spawn(
                    letters.getFirst().entry().message().id().value(), () -> handle(lane, letters));
        }
    }

    private void handle(Lane lane, List<Letter> letters) {
        try {
            handling.handle(lane, letters);
        } finally {
            lane.free();
            wake();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
