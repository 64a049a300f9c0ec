package greenbelt.world;

import java.util.ArrayDeque;
import java.util.Deque;

/// A gate without a lock: only the holder of the baton is here.
final class VirtualGate implements Gate {
    private final String name;
    private final Scheduler scheduler;

    VirtualGate(String name, Scheduler scheduler) {
        this.name = name;
        this.scheduler = scheduler;
    }

    @Override
    public void enter() {
        scheduler.mayAct(name);
    }

    @Override
    public void exit() {
        // Nobody else could have come in.
    }

    @Override
    public Line line() {
        return new VirtualLine();
    }

    private final class VirtualLine implements Line {
        private final Deque<Fiber> waiting = new ArrayDeque<>();

        @Override
        public void await(Object what, long nanos, Kind kind) {
            var fiber = scheduler.running(what);
            fiber.task.mayWait(what);
            waiting.addLast(fiber);
            try {
                scheduler.park(fiber, what, nanos, kind);
            } finally {
                boolean signalled = !waiting.removeFirstOccurrence(fiber);
                if (signalled && fiber.task.isEnding()) {
                    signal(); // it does not get to act on it: the next one must
                }
            }
        }

        @Override
        public void signal() {
            var first = waiting.pollFirst();
            if (first != null) {
                scheduler.wake(first);
            }
        }

        @Override
        public void signalAll() {
            while (!waiting.isEmpty()) {
                signal();
            }
        }
    }
}
