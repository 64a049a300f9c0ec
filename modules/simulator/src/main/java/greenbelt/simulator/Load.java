package greenbelt.simulator;

import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
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
        record Placed(OrderView order) implements Outcome {}

        record Refused(String kind) implements Outcome {}
    }

    /// An order to be placed.
    private record Ticket(int n, long dueNanos) {}

    Load(World world, Node node, Client client, LoadPlan plan) {
        this.world = world;
        this.node = node;
        this.client = client;
        this.plan = plan;
    }

    LoadReport run(IntConsumer progress) {
        var shopping = Shopping.in(client, plan.seed());
        shopping.prepare(client, plan.orders());
        Mailbox<Ticket> tickets = world.mailbox("orders to place", plan.clients());
        Mailbox<Answer> answers = world.mailbox("answers", plan.orders());
        long begin = world.nanoTime();
        node.spawn("arrivals", () -> handOut(tickets, begin));
        for (int i = 0; i < plan.clients(); i++) {
            node.spawn("client", () -> placeAll(shopping, tickets, answers));
        }
        var placed = new ArrayList<OrderView>();
        Map<String, Integer> problems = new TreeMap<>();
        var latencies = new Histogram(HIGHEST_NANOS, 3);
        try {
            for (int answered = 1; answered <= plan.orders(); answered++) {
                var answer = answers.await();
                latencies.recordValue(Math.min(answer.tookNanos(), HIGHEST_NANOS));
                switch (answer.outcome()) {
                    case Outcome.Placed(var order) -> placed.add(order);
                    case Outcome.Refused(var kind) -> problems.merge(kind, 1, Integer::sum);
                }
                progress.accept(answered);
            }
        } finally {
            over.set(true);
        }
        var duration = Duration.ofNanos(world.nanoTime() - begin);
        return new LoadReport(
                placed.size(),
                statuses(placed),
                problems,
                duration,
                Duration.ofNanos(latencies.getValueAtPercentile(50)),
                Duration.ofNanos(latencies.getValueAtPercentile(99)));
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
        for (int i = 0; i < plan.clients(); i++) {
            tickets.put(new Ticket(-1, 0));
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
                    return new Outcome.Placed(response.json(OrderView.class));
                }
                var problem = Problem.from(response);
                return new Outcome.Refused(problem.status() + " " + problem.title());
            }
        } catch (CallFailed failed) {
            return new Outcome.Refused("no answer (" + failed.certainty() + ")");
        }
    }

    /// Where the orders stand once those that were pending have settled, or the time for it is over.
    private Map<OrderStatus, Integer> statuses(List<OrderView> placed) {
        long end = world.nanoTime() + plan.settling().toNanos();
        if (placed.stream().anyMatch(order -> !order.status().isSettled())) {
            while (world.nanoTime() < end && anyPending()) {
                world.sleep(LOOK_AGAIN);
            }
        }
        var statuses = new EnumMap<OrderStatus, Integer>(OrderStatus.class);
        for (var order : placed) {
            statuses.merge(settled(order, end), 1, Integer::sum);
        }
        return statuses;
    }

    private OrderStatus settled(OrderView order, long end) {
        var status = order.status();
        while (!status.isSettled()) {
            status = look(order);
            if (status.isSettled() || world.nanoTime() >= end) {
                break;
            }
            world.sleep(LOOK_AGAIN);
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

    private OrderStatus look(OrderView order) {
        try {
            var response = client.call(Request.get("/orders/" + order.id()));
            try (var _ = response.body()) {
                return response.isSuccess()
                        ? response.json(OrderView.class).status()
                        : order.status();
            }
        } catch (CallFailed unknown) {
            return order.status();
        }
    }
}
