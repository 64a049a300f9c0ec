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
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.HdrHistogram.Histogram;

/// Places many orders through the gateway and measures the answers.
///
/// One task hands out the orders, `clients` tasks place them, and the calling task collects what comes of them.
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
    private record Answer(int n, long tookNanos, Outcome outcome) {}

    private sealed interface Outcome {
        /// Only what is needed later: there may be a million of them.
        record Placed(OrderId id, OrderStatus status) implements Outcome {}

        record Refused(String kind) implements Outcome {}

        /// Not an answer: one of the clients has ended.
        record ClientGone() implements Outcome {}
    }

    /// An order to be placed.
    private record Ticket(int n, long dueNanos) {
        /// There are no more.
        private static final Ticket LAST = new Ticket(-1, 0);
    }

    Load(World world, Node node, Client client, LoadPlan plan) {
        this.world = world;
        this.node = node;
        this.client = client;
        this.plan = plan;
    }

    LoadReport run(IntConsumer progress) {
        var shopping = Shopping.in(client, plan.seed());
        shopping.prepare(client, plan.orders());
        Mailbox<Ticket> tickets = world.mailbox("orders to place", 2 * plan.clients() + 1);
        Mailbox<Answer> answers = world.mailbox("answers", plan.orders() + plan.clients());
        long begin = world.nanoTime();
        node.spawn("arrivals", () -> handOut(tickets, begin));
        for (int i = 0; i < plan.clients(); i++) {
            node.spawn("client", () -> serve(shopping, tickets, answers));
        }
        var tally = new Tally();
        try {
            while (tally.answered < plan.orders() && tally.clientsGone < plan.clients()) {
                tally.count(answers.await());
                progress.accept(tally.answered);
            }
        } finally {
            over.set(true);
            sendHome(tickets);
        }
        if (tally.answered < plan.orders()) {
            tally.problems.put(
                    "not sent (the clients have failed)", plan.orders() - tally.answered);
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
        private int clientsGone;

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
                case Outcome.ClientGone() -> {
                    clientsGone++;
                    return;
                }
            }
            answered++;
            latencies.recordValue(Math.min(answer.tookNanos(), HIGHEST_NANOS));
        }
    }

    /// Lets go whoever waits: what is left to place is thrown away, which makes room for the task that hands it out.
    private void sendHome(Mailbox<Ticket> tickets) {
        tickets.drain(Integer.MAX_VALUE);
        for (int i = 0; i < plan.clients(); i++) {
            tickets.offer(Ticket.LAST);
        }
    }

    /// The last tickets say that there are no more.
    private void handOut(Mailbox<Ticket> tickets, long begin) {
        for (int n = 0; n < plan.orders() && !over.get(); n++) {
            long due = begin;
            if (plan.ratePerSecond().isPresent()) {
                due = begin + n * 1_000_000_000L / plan.ratePerSecond().getAsInt();
                long early = due - world.nanoTime();
                if (early > 0) {
                    world.sleep(Duration.ofNanos(early));
                }
            } else {
                due = 0;
            }
            tickets.put(new Ticket(n, due));
        }
        for (int i = 0; i < plan.clients() && !over.get(); i++) {
            tickets.put(Ticket.LAST);
        }
    }

    /// Places orders until there are no more. However it ends, it says so, since somebody waits for its answers.
    private void serve(Shopping shopping, Mailbox<Ticket> tickets, Mailbox<Answer> answers) {
        try {
            placeAll(shopping, tickets, answers);
        } finally {
            answers.offer(new Answer(-1, 0, new Outcome.ClientGone()));
        }
    }

    private void placeAll(Shopping shopping, Mailbox<Ticket> tickets, Mailbox<Answer> answers) {
        while (true) {
            var ticket = tickets.take();
            if (ticket.n() < 0 || over.get()) {
                return;
            }
            // In an open loop an order is late from when it should have been sent, not from when it
            // was.
            long begin = ticket.dueNanos() == 0 ? world.nanoTime() : ticket.dueNanos();
            var outcome = place(shopping, ticket.n());
            answers.put(new Answer(ticket.n(), world.nanoTime() - begin, outcome));
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
