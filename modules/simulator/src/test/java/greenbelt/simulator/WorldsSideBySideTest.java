package greenbelt.simulator;

import static greenbelt.simulator.Imprint.Setting.MIXED;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.http.Request;
import greenbelt.testkit.Divergence;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Worlds side by side")
class WorldsSideBySideTest {
    private static final int ORDERS = 12;

    /// Two of the same seed, because these name everything alike.
    private static final List<Long> SEEDS = List.of(7L, 7L, 8L);

    @Test
    @DisplayName("leave the same imprint as each alone, though they meet at every answer")
    void sameImprintAsAlone() throws Exception {
        var together = together(_ -> {});

        for (int i = 0; i < SEEDS.size(); i++) {
            var alone = Imprint.of(SEEDS.get(i), MIXED, ORDERS, _ -> {});
            assertThat(Divergence.between(alone, together.get(i))).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "do not when they share something: the comparison shows the first line that differs")
    void shared() throws Exception {
        var keys = new AtomicInteger();

        var together = together(system -> orderWithNextKey(system, keys));

        assertThat(Divergence.between(together.get(0), together.get(1))).isPresent();
    }

    private static void orderWithNextKey(Simulator system, AtomicInteger keys) {
        system.run(
                "order with the next key",
                () -> {
                    var order = Shopping.in(system.client(), 1).order(0);
                    var key = "key-" + keys.incrementAndGet();
                    system.client()
                            .call(Request.post("/orders", order).with("idempotency-key", key))
                            .body()
                            .close();
                });
    }

    /// The imprints of worlds that run at the same time, each in a thread of its own.
    private static List<List<String>> together(Consumer<Simulator> more)
            throws InterruptedException, ExecutionException {
        var answered = new CyclicBarrier(SEEDS.size());
        try (var threads = Executors.newFixedThreadPool(SEEDS.size())) {
            var running = new ArrayList<Future<List<String>>>();
            for (long seed : SEEDS) {
                running.add(
                        threads.submit(
                                () -> Imprint.of(seed, MIXED, ORDERS, _ -> meet(answered), more)));
            }
            var imprints = new ArrayList<List<String>>();
            for (var world : running) {
                imprints.add(world.get());
            }
            return imprints;
        }
    }

    private static void meet(CyclicBarrier worlds) {
        try {
            worlds.await(1, MINUTES);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("the other worlds did not come", alone);
        }
    }
}
