package greenbelt.bus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/// The messages of one partition that wait to be handled, those of blocked keys apart.
///
/// Used by the dispatcher, but for [#giveBack] and [#free].
final class Lane {
    private final Deque<Letter> waiting = new ArrayDeque<>();
    private final Map<String, Deque<Letter>> heldByKey = new TreeMap<>();
    private final Queue<Letter> givenBack = new ConcurrentLinkedQueue<>();
    private volatile boolean busy;

    void add(Letter letter) {
        waiting.addLast(letter);
    }

    boolean isBusy() {
        return busy;
    }

    /// Takes back a message that was among the [#next] ones, because its key has been blocked since. Those of a key in
    /// their order.
    void giveBack(Letter letter) {
        givenBack.add(letter);
    }

    /// Lets the next messages be handled.
    void free() {
        busy = false;
    }

    /// The next messages, at most `most`, that no key in front of them blocks. If there are any, the lane is busy until
    /// [#free].
    List<Letter> next(int most, Predicate<String> isBlocked) {
        for (var letter = givenBack.poll(); letter != null; letter = givenBack.poll()) {
            hold(letter);
        }
        release(isBlocked);
        var next = new ArrayList<Letter>(Math.min(most, waiting.size()));
        while (next.size() < most && !waiting.isEmpty()) {
            var letter = waiting.removeFirst();
            // One that is held has others of its key behind it, also when the key is free since a
            // moment ago.
            if (heldByKey.containsKey(letter.key()) || isBlocked.test(letter.key())) {
                hold(letter);
            } else {
                next.add(letter);
            }
        }
        busy = !next.isEmpty();
        return next;
    }

    private void hold(Letter letter) {
        heldByKey.computeIfAbsent(letter.key(), key -> new ArrayDeque<>()).addLast(letter);
    }

    private void release(Predicate<String> isBlocked) {
        var free = heldByKey.keySet().stream().filter(isBlocked.negate()).toList();
        for (var key : free) {
            var held = heldByKey.remove(key);
            while (held != null && !held.isEmpty()) {
                waiting.addFirst(held.removeLast());
            }
        }
    }
}
