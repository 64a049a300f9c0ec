package greenbelt.search;

import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.NewOrder;
import greenbelt.contract.Api.NewUser;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Api.TopUp;
import greenbelt.contract.Api.UserView;
import greenbelt.contract.Finding;
import greenbelt.contract.IdempotencyKey;
import greenbelt.contract.Message.Line;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.Sku;
import greenbelt.contract.UserId;
import greenbelt.http.CallFailed;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.simulator.Client;
import greenbelt.workload.Zipf;
import greenbelt.world.Randomness;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;

/// Those who order, and what they were told. For tasks of one virtual world.
///
/// Who gets no answer, or hears that somebody else did not, asks again under the same idempotency key, as a good client
/// does; so one request must place one order, however often it is made. Every fourth does not ask again: what nobody
/// repeats, nobody mends.
final class Customers {
    private static final int MAX_ATTEMPTS = 4;

    /// One of so many does not ask again.
    private static final int IMPATIENT = 4;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    /// How much more often the best-selling items are ordered than the others.
    private static final double SKEW = 0.8;

    private final World world;
    private final Client client;
    private final Workload workload;
    private final long seed;
    private final List<UserView> users;
    private final List<ItemView> items;
    private final Zipf popularity;
    private final Map<Integer, TreeSet<String>> acknowledged = new TreeMap<>();
    private final Map<String, String> numbers = new LinkedHashMap<>();
    private int requests;

    /// Customers of the town that `client` knows.
    Customers(World world, Client client, Workload workload, long seed) {
        this.world = world;
        this.client = client;
        this.workload = workload;
        this.seed = seed;
        this.users = client.town().knownUsers();
        this.items = client.town().knownItems();
        this.popularity = new Zipf(items.size(), SKEW);
    }

    /// How many orders were acknowledged.
    int acknowledged() {
        return acknowledged.size();
    }

    /// The numbers of the orders that were acknowledged, by id.
    Map<String, String> numbers() {
        return numbers;
    }

    /// Pays in what the orders cost, so that greedy ones fail for want of goods, after the credit was reserved.
    void payIn(List<Errand.Place> orders) {
        Map<Sku, Money> prices = new LinkedHashMap<>();
        items.forEach(item -> prices.put(item.sku(), item.priceCents()));
        Map<UserId, Money> costs = new LinkedHashMap<>();
        for (var place : orders) {
            var order = order(place);
            for (var line : order.lines()) {
                var cost = prices.getOrDefault(line.sku(), Money.ZERO).times(line.quantity());
                costs.merge(order.user(), cost, Money::plus);
            }
        }
        costs.forEach((user, cost) -> {
            var request = Request.post("/users/" + user + "/wallet/top-ups", new TopUp(cost));
            client.call(request).body().close();
        });
    }

    /// What these orders have become: by number the id under which each was acknowledged, or else would be placed.
    ///
    /// The order service derives the id of a request that can be repeated from its key and its sender, so an order can
    /// be found although its customer never heard of it.
    SortedMap<Integer, OrderId> placed(List<Errand.Place> orders) {
        var sender = "sender " + client.token().user();
        var ids = new TreeMap<Integer, OrderId>();
        for (var place : orders) {
            var told = acknowledged.getOrDefault(place.n(), new TreeSet<>());
            var id =
                    told.isEmpty()
                            ? new IdempotencyKey(key(place)).idWithin(sender)
                            : UUID.fromString(told.first());
            ids.put(place.n(), new OrderId(id));
        }
        return ids;
    }

    private static String key(Errand.Place place) {
        return "trial-" + place.n();
    }

    /// What is ordered.
    private NewOrder order(Errand.Place place) {
        var random = Randomness.of(seed, "workload/order/" + place.n());
        var user = random.pick(users).id();
        if (place.greedy()) {
            return new NewOrder(user, List.of(moreThanThereIs()));
        }
        var quantities = new LinkedHashMap<Sku, Integer>();
        int lines = within(workload.lines(), random);
        for (int i = 0; i < lines; i++) {
            var item = items.get(popularity.next(random));
            quantities.put(item.sku(), within(workload.quantity(), random));
        }
        var wanted = new ArrayList<Line>();
        quantities.forEach((sku, quantity) -> wanted.add(new Line(sku, quantity)));
        return new NewOrder(user, wanted);
    }

    /// One more than there is of the item for which that costs least.
    private Line moreThanThereIs() {
        var cheapest =
                items.stream()
                        .min(
                                Comparator.comparing(
                                        item -> item.priceCents().times(item.received() + 1)))
                        .orElseThrow();
        return new Line(cheapest.sku(), cheapest.received() + 1);
    }

    private static int within(Workload.Bounds bounds, Randomness random) {
        return bounds.least() + random.nextInt(bounds.most() - bounds.least() + 1);
    }

    /// Places an order, asks again if need be, and cancels it if that is what its customer does.
    void place(Errand.Place place) {
        requests++;
        var request = Request.post("/orders", order(place)).with("idempotency-key", key(place));
        ask(
                place.n() % IMPATIENT == 0 ? 1 : MAX_ATTEMPTS,
                request,
                response -> {
                    var order = response.json(OrderView.class);
                    var id = order.id().toString();
                    acknowledged.computeIfAbsent(place.n(), _ -> new TreeSet<>()).add(id);
                    numbers.put(id, order.number());
                });
        var told = acknowledged.get(place.n());
        if (told != null && place.cancelAfter().isPresent()) {
            world.sleep(place.cancelAfter().get());
            persistently(Request.of(Method.DELETE, "/orders/" + told.first()), _ -> {});
        }
    }

    /// Signs up somebody new. Whether somebody was, an answer that is lost does not say; nor does it matter here.
    void signUp(int n) {
        var newcomer =
                new NewUser(
                        "newcomer-" + n,
                        "Newcomer " + n,
                        "newcomer-%d@example.org".formatted(n),
                        "welcome to the town",
                        Optional.empty());
        persistently(Request.post("/users", newcomer), _ -> {});
    }

    private void persistently(Request request, Consumer<Response> success) {
        ask(MAX_ATTEMPTS, request, success);
    }

    /// Makes a request, again when it is not known what came of it, up to so many times.
    private void ask(int attempts, Request request, Consumer<Response> success) {
        var pause = FIRST_PAUSE;
        for (int attempt = 1; attempt <= attempts; attempt++) {
            if (isAnswered(request, success) || attempt == attempts) {
                return;
            }
            world.sleep(pause);
            pause = pause.multipliedBy(2);
        }
    }

    private boolean isAnswered(Request request, Consumer<Response> success) {
        try {
            var response = client.call(request);
            try (var _ = response.body()) {
                if (response.isSuccess()) {
                    success.accept(response);
                }
                return !response.saysLater();
            }
        } catch (CallFailed unknown) {
            return false;
        }
    }

    /// What must hold for those who order.
    Finding oneRequestPlacesOneOrder(List<OrderView> orders) {
        var violations = new ArrayList<String>();
        acknowledged.forEach((n, ids) -> {
            if (ids.size() > 1) {
                violations.add("request %d was acknowledged as orders %s".formatted(n, ids));
            }
        });
        if (orders.size() > requests) {
            violations.add("%d requests placed %d orders".formatted(requests, orders.size()));
        }
        return new Finding("a request that is repeated places one order", violations);
    }
}
