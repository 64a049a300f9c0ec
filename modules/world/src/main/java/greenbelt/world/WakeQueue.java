package greenbelt.world;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Who will be woken, the earliest first: a binary heap in which every fiber knows its place, so that a task that is
/// woken before its time moves up instead of leaving a stale entry behind.
final class WakeQueue {
    private @Nullable Fiber[] heap = new Fiber[16];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    /// The earliest. Must not be empty.
    Fiber first() {
        return at(0);
    }

    /// Adds a fiber, or finds its new place after its time has changed.
    void place(Fiber fiber) {
        if (fiber.place < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            put(fiber, size++);
        }
        up(fiber);
        down(fiber);
    }

    /// Takes the earliest off. Must not be empty.
    void removeFirst() {
        var first = at(0);
        var last = at(--size);
        heap[size] = null;
        first.place = -1;
        if (first != last) {
            put(last, 0);
            down(last);
        }
    }

    private void up(Fiber fiber) {
        int place = fiber.place;
        while (place > 0 && fiber.isBefore(at((place - 1) / 2))) {
            int parent = (place - 1) / 2;
            put(at(parent), place);
            place = parent;
        }
        put(fiber, place);
    }

    private void down(Fiber fiber) {
        int place = fiber.place;
        for (int child = earlierChild(place); child < size; child = earlierChild(place)) {
            if (!at(child).isBefore(fiber)) {
                break;
            }
            put(at(child), place);
            place = child;
        }
        put(fiber, place);
    }

    /// The place of the earlier child; `size` or beyond when there is no child.
    private int earlierChild(int parent) {
        int left = 2 * parent + 1;
        int right = left + 1;
        return right < size && at(right).isBefore(at(left)) ? right : left;
    }

    private void put(Fiber fiber, int place) {
        heap[place] = fiber;
        fiber.place = place;
    }

    private Fiber at(int place) {
        var fiber = heap[place];
        if (fiber == null) {
            throw new IllegalStateException("nobody at place " + place + " of " + size);
        }
        return fiber;
    }
}
