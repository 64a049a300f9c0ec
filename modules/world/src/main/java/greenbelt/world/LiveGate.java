package greenbelt.world;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A lock; its lines are conditions.
final class LiveGate implements Gate {
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public void enter() {
        var task = Task.currentOrNull();
        if (task != null) {
            task.checkUp();
        }
        lock.lock();
    }

    @Override
    public void exit() {
        lock.unlock();
    }

    @Override
    public Line line() {
        return new LiveLine(lock, lock.newCondition());
    }

    private record LiveLine(ReentrantLock lock, Condition condition) implements Line {
        @Override
        @SuppressWarnings("WaitNotInLoop") // the loop is the caller's, as Line says
        public void await(Object what, long nanos, Kind kind) {
            var task = Task.currentOrNull();
            if (task != null) {
                task.mayWait(what);
            }
            try {
                if (nanos == FOREVER) {
                    condition.await();
                } else {
                    condition.awaitNanos(nanos);
                }
            } catch (InterruptedException interrupted) {
                throw LiveWorld.woken(what);
            }
            while (task != null && task.isHeldBack()) {
                awaitResume(what, task);
            }
            if (task != null && task.isEnding()) {
                condition.signal(); // it does not get to act on it: the next one must
                task.checkUp();
            }
        }

        /// Waits outside the gate, so that tasks of other nodes may enter it meanwhile.
        private void awaitResume(Object what, Task task) {
            boolean resumed = false;
            lock.unlock();
            try {
                LiveWorld.awaitResume(what, task);
                resumed = true;
            } finally {
                lock.lock();
                if (!resumed) {
                    condition.signal();
                }
            }
        }

        @Override
        public void signal() {
            condition.signal();
        }

        @Override
        public void signalAll() {
            condition.signalAll();
        }
    }
}
