package greenbelt.simulator;

import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.OrderId;
import greenbelt.contract.OrderStatus;
import greenbelt.http.CallFailed;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/// Places many orders through the gateway and measures the answers.
///
/// One task hands out the orders, and the calling task collects what comes of them. Each order is placed by a task of its
/// own that is named after it, so that what is drawn for it does not depend on which orders there are besides.
final class Load {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final long HIGHEST_NANOS = Duration.ofMinutes(10).toNanos();

    private final World world;
    private final Node node;
    private final Client client;
    private final LoadPlan plan;

    /// Set when the caller has stopped collecting, so that no further orders are placed for nobody.
    private final AtomicBoolean over = new AtomicBoolean();

    /// One order's answer.
    private record Answer(long tookNanos, Outcome outcome) {}

    private sealed interface Outcome {
        /// Only what is needed later: there may be a million of them.
        record Placed(OrderId id, OrderStatus status) implements Outcome {}

        record Refused(String kind) implements Outcome {}

        /// Not an answer: the task that was to place it has ended.
        record Abandoned() implements Outcome {}
    }

    /// Whoever has it may place an order; there are as many as clients.
    private enum Turn {
        YOURS
    }

    Load(World world, Node node, Client client, LoadPlan plan) {
        this.world = world;
        this.node = node;
        this.client = client;
        this.plan = plan;
    }

    LoadReport run(IntConsumer progress) {
        return run(IntStream.range(0, plan.orders()).toArray(), progress);
    }

    /// Places only these of the plan's orders, numbered from 0.
    LoadReport run(int[] orders, IntConsumer progress) {
        var shopping = Shopping.in(client, plan.seed());
        shopping.prepare(client, plan.orders());
        Mailbox<Turn> turns = world.mailbox("turns to place an order", plan.clients());
        for (int i = 0; i < plan.clients(); i++) {
            turns.put(Turn.YOURS);
        }
        Mailbox<Answer> answers = world.mailbox("answers", orders.length);
        long begin = world.nanoTime();
        node.spawn("arrivals", () -> handOut(orders, shopping, turns, answers, begin));
        var tally = new Tally();
        try {
            while (tally.answered < orders.length) {
                tally.count(answers.await());
                progress.accept(tally.answered);
            }
        } finally {
            over.set(true);
            turns.offer(Turn.YOURS); // for the task that hands out the orders, which then sees it
        }
        var duration = Duration.ofNanos(world.nanoTime() - begin);
        return new LoadReport(
                tally.placed,
                statuses(tally),
                tally.problems,
                duration,
                Duration.ofNanos(tally.latencies.getValueAtPercentile(50)),
                Duration.ofNanos(tally.latencies.getValueAtPercentile(99)));
    }

    /// The answers so far.
    private static final class Tally {
        private final Map<OrderStatus, Integer> settled = new EnumMap<>(OrderStatus.class);
        private final List<OrderId> pending = new ArrayList<>();
        private final Map<String, Integer> problems = new TreeMap<>();
        private final Histogram latencies = new Histogram(HIGHEST_NANOS, 3);
        private int placed;
        private int answered;

        void count(Answer answer) {
            switch (answer.outcome()) {
                case Outcome.Placed(var id, var status) -> {
                    placed++;
                    if (status.isSettled()) {
                        settled.merge(status, 1, Integer::sum);
                    } else {
                        pending.add(id);
                    }
                }
                case Outcome.Refused(var kind) -> problems.merge(kind, 1, Integer::sum);
                case Outcome.Abandoned() ->
                        problems.merge("not sent (the client has failed)", 1, Integer::sum);
            }
            answered++;
            latencies.recordValue(Math.min(answer.tookNanos(), HIGHEST_NANOS));
        }
    }

    private void handOut(
            int[] orders,
            Shopping shopping,
            Mailbox<Turn> turns,
            Mailbox<Answer> answers,
            long begin) {
        for (int n : orders) {
            var due = waitUntilDue(n, begin);
            turns.await();
            if (over.get()) {
                return;
            }
            node.spawn("order " + n, () -> serve(shopping, n, due, turns, answers));
        }
    }

    /// When the order is to be sent, in an open loop.
    private OptionalLong waitUntilDue(int n, long begin) {
        if (plan.ratePerSecond().isEmpty()) {
            return OptionalLong.empty();
        }
        long due = begin + n * 1_000_000_000L / plan.ratePerSecond().getAsInt();
        long early = due - world.nanoTime();
        if (early > 0) {
            world.sleep(Duration.ofNanos(early));
        }
        return OptionalLong.of(due);
    }

    /// Places an order. However it ends, it says so, since somebody waits for its answer.
    ///
    /// @param due in an open loop an order is late from when it should have been sent, not from when it was
    private void serve(
            Shopping shopping,
            int n,
            OptionalLong due,
            Mailbox<Turn> turns,
            Mailbox<Answer> answers) {
        long begin = due.orElseGet(world::nanoTime);
        Outcome outcome = new Outcome.Abandoned();
        try {
            outcome = place(shopping, n);
        } finally {
            answers.offer(new Answer(world.nanoTime() - begin, outcome));
            turns.offer(Turn.YOURS);
        }
    }

    private Outcome place(Shopping shopping, int n) {
        try {
            var response = client.call(Request.post("/orders", shopping.order(n)));
            try (var _ = response.body()) {
                if (response.isSuccess()) {
                    var order = response.json(OrderView.class);
                    return new Outcome.Placed(order.id(), order.status());
                }
                var problem = Problem.from(response);
                return new Outcome.Refused(problem.status() + " " + problem.title());
            }
        } catch (CallFailed failed) {
            return new Outcome.Refused("no answer (" + failed.certainty() + ")");
        } catch (RuntimeException mistake) {
            world.report(mistake);
            return new Outcome.Refused("the client has failed: " + mistake);
        }
    }

    /// Where the orders stand once those that were pending have settled, or the time for it is over.
    private Map<OrderStatus, Integer> statuses(Tally tally) {
        long end = world.nanoTime() + plan.settling().toNanos();
        while (!tally.pending.isEmpty() && world.nanoTime() < end && anyPending()) {
            world.sleep(LOOK_AGAIN);
        }
        var statuses = new EnumMap<OrderStatus, Integer>(tally.settled);
        for (var order : tally.pending) {
            statuses.merge(settled(order, end), 1, Integer::sum);
        }
        return statuses;
    }

    private OrderStatus settled(OrderId order, long end) {
        var status = look(order);
        while (!status.isSettled() && world.nanoTime() < end) {
            world.sleep(LOOK_AGAIN);
            status = look(order);
        }
        return status;
    }

    /// Whether orders are pending; as long as nobody answers, they may be.
    private boolean anyPending() {
        try {
            var response = client.call(Request.get("/orders?status=PENDING&limit=1"));
            try (var _ = response.body()) {
                return !response.isSuccess() || !response.json(OrderPage.class).orders().isEmpty();
            }
        } catch (CallFailed unknown) {
            return true;
        }
    }

    /// The order's status; pending as long as nobody answers.
    private OrderStatus look(OrderId order) {
        try {
            var response = client.call(Request.get("/orders/" + order));
            try (var _ = response.body()) {
                return response.isSuccess()
                        ? response.json(OrderView.class).status()
                        : OrderStatus.PENDING;
            }
        } catch (CallFailed unknown) {
            return OrderStatus.PENDING;
        }
    }
}
