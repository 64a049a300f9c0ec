package greenbelt.simulator;

import greenbelt.contract.Api;
import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.NewOrder;
import greenbelt.contract.Api.Receipt;
import greenbelt.contract.Api.TopUp;
import greenbelt.contract.Api.UserView;
import greenbelt.contract.DeliveryAddress;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Money;
import greenbelt.contract.Sku;
import greenbelt.contract.UserId;
import greenbelt.http.Body;
import greenbelt.http.CallFailed;
import greenbelt.http.CallFailed.Certainty;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.workload.Addresses;
import greenbelt.workload.Zipf;
import greenbelt.world.Randomness;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides by seed who orders what, and sees to it that they can pay and the shelves are full.
final class Shopping {
    private static final int MAX_LINES = 3;
    private static final int MAX_QUANTITY = 3;

    /// The lowest status by which a service says that it has failed, or the gateway that there was no answer.
    private static final int FIRST_FAILURE = 500;

    /// How much more often the best-selling items are ordered than the others.
    private static final double SKEW = 0.8;

    /// How many of the orders are delivered to an address, of 1.
    private static final double DELIVERED = 0.75;

    private final List<UserView> users;
    private final List<ItemView> items;
    private final Zipf popularity;
    private final long seed;

    private Shopping(List<UserView> users, List<ItemView> items, long seed) {
        this.users = users;
        this.items = items;
        this.popularity = new Zipf(items.size(), SKEW);
        this.seed = seed;
    }

    /// Shopping in the town that `client` knows. Throws [CallFailed] when it knows none.
    static Shopping in(Client client, long seed) {
        return new Shopping(client.town().knownUsers(), client.town().knownItems(), seed);
    }

    /// The n-th order.
    NewOrder order(int n) {
        var random = Randomness.of(seed, "shopping/" + n);
        var quantities = new LinkedHashMap<Sku, Integer>();
        int lines = 1 + random.nextInt(MAX_LINES);
        for (int i = 0; i < lines; i++) {
            quantities.put(
                    items.get(popularity.next(random)).sku(), 1 + random.nextInt(MAX_QUANTITY));
        }
        var wanted = new ArrayList<Line>();
        quantities.forEach((sku, quantity) -> wanted.add(new Line(sku, quantity)));
        var user = random.pick(users);
        return new NewOrder(user.id(), wanted, deliverTo(n, user));
    }

    /// Where the n-th order goes; some are fetched. The same customer is always at home in the same place.
    private Optional<DeliveryAddress> deliverTo(int n, UserView user) {
        if (!Randomness.of(seed, "delivery/" + n).chance(DELIVERED)) {
            return Optional.empty();
        }
        var home = Addresses.of(seed, user.handle());
        return Optional.of(
                new DeliveryAddress(
                        user.name(),
                        home.street(),
                        home.postalCode(),
                        home.city(),
                        home.country()));
    }

    /// Pays in and restocks what the first `orders` orders need beyond what is there; not where the service is down, or
    /// out of reach.
    void prepare(Client client, int orders) {
        Map<UserId, Money> credit = new LinkedHashMap<>();
        Map<Sku, Integer> stock = new LinkedHashMap<>();
        users.forEach(user -> credit.put(user.id(), user.balanceCents()));
        items.forEach(item -> stock.put(item.sku(), item.available()));
        Map<Sku, Money> prices = new LinkedHashMap<>();
        items.forEach(item -> prices.put(item.sku(), item.priceCents()));
        for (int n = 0; n < orders; n++) {
            var order = order(n);
            for (var line : order.lines()) {
                var price = prices.getOrDefault(line.sku(), Money.ZERO).times(line.quantity());
                credit.merge(order.user(), price, Money::minus);
                stock.merge(line.sku(), -line.quantity(), Integer::sum);
            }
        }
        credit.forEach((user, rest) -> payIn(client, user, Money.ZERO.minus(rest)));
        stock.forEach((sku, rest) -> restock(client, sku, -rest));
    }

    /// Pays in what is missing, in as many payments as it takes; nothing when it is negative.
    private static void payIn(Client client, UserId user, Money missing) {
        var left = missing;
        while (left.cents() > 0) {
            long most = Api.MAX_PAYMENT_CENTS.cents();
            var payment = new Money(Math.min(left.cents(), most));
            done(client, Request.post("/users/" + user + "/wallet/top-ups", new TopUp(payment)));
            left = left.minus(payment);
        }
    }

    /// Takes in what is missing, in as many receipts as it takes; nothing when it is negative.
    private static void restock(Client client, Sku sku, int missing) {
        for (int left = missing; left > 0; left -= Receipt.MAX_QUANTITY) {
            var receipt = new Receipt(Math.min(left, Receipt.MAX_QUANTITY));
            done(client, Request.post("/inventory/" + sku + "/receipts", receipt));
        }
    }

    private static void done(Client client, Request request) {
        reach(client, request)
                .filter(response -> !response.isSuccess())
                .filter(response -> response.status() < FIRST_FAILURE)
                .ifPresent(response -> {
                    throw failed(request, Problem.from(response));
                });
    }

    private static Optional<Response> reach(Client client, Request request) {
        try {
            var response = client.call(request);
            var whole = response.withBody(Body.text(response.text()));
            return Optional.of(whole);
        } catch (CallFailed outOfReach) {
            return Optional.empty();
        }
    }

    private static CallFailed failed(Request request, Problem problem) {
        return new CallFailed(
                Certainty.NOT_SENT,
                "%s %s: %d %s: %s"
                        .formatted(
                                request.method(),
                                request.path(),
                                problem.status(),
                                problem.title(),
                                problem.detail()));
    }
}
