package greenbelt.console;

import greenbelt.simulator.Plan;
import greenbelt.simulator.Simulator;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/// A running system that is closed once: at the end, or when the process is told to end before (Ctrl-C, SIGTERM).
final class OpenHouse implements AutoCloseable {
    private final Simulator simulator;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    private OpenHouse(Simulator simulator) {
        this.simulator = simulator;
    }

    /// Opens a system. Throws [greenbelt.simulator.SimulatorException] when that cannot be.
    static OpenHouse open(Plan plan) {
        var house = new OpenHouse(Simulator.open(plan));
        Runtime.getRuntime().addShutdownHook(new Thread(house::close, "close"));
        return house;
    }

    Simulator simulator() {
        return simulator;
    }

    /// Waits until it is closed.
    void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            awaitClose();
            return;
        }
        try {
            simulator.close();
        } finally {
            closed.countDown();
        }
    }
}
