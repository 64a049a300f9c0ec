package greenbelt.simulator;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Edge;
import greenbelt.contract.Mode;
import greenbelt.http.CallFailed;
import greenbelt.http.Request;
import greenbelt.world.Randomness;
import java.nio.file.Path;

/// A process of its own that places orders until somebody kills it: `DATA FIRST_ORDER`.
///
/// The first of these processes, whose orders begin at 0, pays in and restocks for all. Prints `placed ID` when an order has been acknowledged, `refused STATUS PROBLEM` or `unanswered WHY` when it has not. Half of the orders are placed with asynchronous edges.
final class KilledMain {
    private static final int CLIENTS = 8;
    private static final int ORDERS = 100_000;
    private static final int ORDERS_TO_PAY_FOR = 5_000;

    private KilledMain() {}

    public static void main(String[] args) {
        int first = Integer.parseInt(args[1]);
        var system = Simulator.open(Plan.live(Path.of(args[0]), 0));
        system.run("orders", () -> placeUntilKilled(system, first));
    }

    private static boolean placeUntilKilled(Simulator system, int first) {
        var shopping = Shopping.in(system.client(), 1);
        if (first == 0) {
            shopping.prepare(system.client(), ORDERS_TO_PAY_FOR);
        }
        var world = system.world();
        var ended = world.<Integer>mailbox("clients that ended", CLIENTS);
        var node = world.node(Simulator.CONSOLE).orElseThrow();
        for (int i = 0; i < CLIENTS; i++) {
            int client = i;
            node.spawn(
                    "client",
                    () -> {
                        for (int n = first + client; n < first + ORDERS; n += CLIENTS) {
                            place(system, shopping, n);
                        }
                        ended.put(client);
                    });
        }
        for (int i = 0; i < CLIENTS; i++) {
            ended.await();
        }
        return true;
    }

    private static void place(Simulator system, Shopping shopping, int n) {
        if (n % 10 == 0) {
            var random = Randomness.of(n, "modes");
            system.mode(Edge.ORDER_USER, random.chance(0.5) ? Mode.SYNC : Mode.ASYNC);
            system.mode(Edge.ORDER_INVENTORY, random.chance(0.5) ? Mode.SYNC : Mode.ASYNC);
        }
        try {
            var response = system.client().call(Request.post("/orders", shopping.order(n)));
            try (var _ = response.body()) {
                say(
                        response.isSuccess()
                                ? "placed " + response.json(OrderView.class).id()
                                : "refused " + response.status() + " " + response.text());
            }
        } catch (CallFailed unanswered) {
            say("unanswered " + unanswered.getMessage());
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
