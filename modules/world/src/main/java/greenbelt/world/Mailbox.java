package greenbelt.world;

import greenbelt.world.Gate.Kind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// A bounded queue between tasks. First in, first out; safe for many senders and receivers.
///
/// There are two ways to wait for a message. [#take] is for a task that lives on messages: it may wait for ever, and
/// the world counts as quiet meanwhile. [#await] is for a task to which an answer is owed: until it comes, work is in
/// hand, and if it cannot come the virtual world reports a [Deadlock].
///
/// Of several receivers the one that has waited longest is woken first; one that comes along at that moment may be
/// quicker. A message put for a receiver whose node goes down meanwhile goes to the next one.
///
/// @param <T> an immutable type
public final class Mailbox<T> {
    private final String name;
    private final String room;
    private final int capacity;
    private final World world;
    private final Gate gate;
    private final Gate.Line senders;
    private final Gate.Line receivers;
    private final Queue<T> messages = new ArrayDeque<>();

    Mailbox(String name, int capacity, World world, Gate gate) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be >= 1, was " + capacity);
        }
        this.name = name;
        this.room = "room in " + name;
        this.capacity = capacity;
        this.world = world;
        this.gate = gate;
        this.senders = gate.line();
        this.receivers = gate.line();
    }

    /// Adds a message; waits while the mailbox is full.
    public void put(T message) {
        gate.enter();
        try {
            while (messages.size() >= capacity) {
                senders.await(room, Gate.FOREVER, Kind.OWED);
            }
            add(message);
        } finally {
            gate.exit();
        }
    }

    /// Adds a message unless the mailbox is full; answers whether it did. Never waits.
    public boolean offer(T message) {
        gate.enter();
        try {
            if (messages.size() >= capacity) {
                return false;
            }
            add(message);
            return true;
        } finally {
            gate.exit();
        }
    }

    private void add(T message) {
        messages.add(message);
        receivers.signal();
    }

    /// The next message, whenever it comes.
    public T take() {
        return must(next(Gate.FOREVER, Kind.RESTING));
    }

    /// The next message, if one comes within `patience`.
    public Optional<T> take(Duration patience) {
        return Optional.ofNullable(next(Gate.nanos(patience), Kind.RESTING));
    }

    /// The message that is owed.
    public T await() {
        return must(next(Gate.FOREVER, Kind.OWED));
    }

    /// The message that is owed, if it comes within `patience`.
    public Optional<T> await(Duration patience) {
        return Optional.ofNullable(next(Gate.nanos(patience), Kind.OWED));
    }

    /// Takes up to `limit` messages that are here now. Never waits.
    public List<T> drain(int limit) {
        gate.enter();
        try {
            var drained = new ArrayList<T>(Math.min(limit, messages.size()));
            while (drained.size() < limit) {
                var message = messages.poll();
                if (message == null) {
                    break;
                }
                drained.add(message);
                senders.signal();
            }
            return drained;
        } finally {
            gate.exit();
        }
    }

    /// How many messages are here now.
    public int size() {
        gate.enter();
        try {
            return messages.size();
        } finally {
            gate.exit();
        }
    }

    private @Nullable T next(long patienceNanos, Kind kind) {
        gate.enter();
        try {
            if (messages.isEmpty() && !arrives(patienceNanos, kind)) {
                return null;
            }
            var message = messages.remove();
            senders.signal();
            return message;
        } finally {
            gate.exit();
        }
    }

    /// Waits until a message is here; answers whether one is after `patienceNanos`.
    private boolean arrives(long patienceNanos, Kind kind) {
        long begin = world.nanoTime();
        long left = patienceNanos;
        while (messages.isEmpty()) {
            if (left <= 0) {
                return false;
            }
            receivers.await(name, left, kind);
            if (patienceNanos != Gate.FOREVER) {
                left = patienceNanos - (world.nanoTime() - begin);
            }
        }
        return true;
    }

    private T must(@Nullable T message) {
        if (message == null) {
            throw new IllegalStateException("woken without a message at " + name);
        }
        return message;
    }

    @Override
    public String toString() {
        return name;
    }
}
