package greenbelt.command;

import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Api.UserView;
import greenbelt.contract.Reports.UserHistory;
import greenbelt.contract.UserId;
import greenbelt.http.CallFailed;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.json.JsonValue.JsonText;
import greenbelt.simulator.Simulator;
import greenbelt.simulator.Town;
import greenbelt.telemetry.Trace;
import greenbelt.telemetry.TraceStore.Lookup;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks the system through the gateway, and finds what somebody means by a name.
///
/// Remembers the orders it has seen, to choose from. For tasks; not safe for
/// several at once.
public final class Directory {
    /// How many orders are remembered.
    static final int MAX_ORDERS = 50;

    private static final int NAMED_IN_ERRORS = 5;

    private static final Pattern ID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Simulator simulator;
    private final SequencedMap<String, OrderView> orders = new LinkedHashMap<>();

    Directory(Simulator simulator) {
        this.simulator = simulator;
    }

    /// The users as they were seen last; asked once.
    List<UserView> seenUsers() {
        var last = town().lastUsers();
        return last.isEmpty() ? town().users() : last;
    }

    /// The items as they were seen last; asked once.
    List<ItemView> seenItems() {
        var last = town().lastItems();
        return last.isEmpty() ? town().items() : last;
    }

    private Town town() {
        return simulator.client().town();
    }

    /// The orders that were seen, as they were then, newest first.
    List<OrderView> seenOrders() {
        return List.copyOf(orders.sequencedValues().reversed());
    }

    /// Forgets every order; the town is a new one.
    public void forget() {
        orders.clear();
    }

    /// Remembers an order.
    public OrderView seen(OrderView order) {
        orders.remove(order.number());
        orders.putLast(order.number(), order);
        if (orders.size() > MAX_ORDERS) {
            orders.pollFirstEntry();
        }
        return order;
    }

    /// Every user, as of now.
    public List<UserView> users() {
        return town().users();
    }

    /// Every item, as of now.
    public List<ItemView> items() {
        return town().items();
    }

    /// The newest orders.
    public List<OrderView> orders(String query) {
        var newest = get("/orders?" + query, OrderPage.class).orders();
        newest.reversed().forEach(this::seen);
        return newest;
    }

    /// The order of this number, with or without `order-`, or id, or the newest one by the word `last`.
    public OrderView order(String name) {
        if (name.equals("last")) {
            return orders("limit=1").stream()
                    .findFirst()
                    .orElseThrow(
                            () -> CommandRefused.failed("there is no order yet; try: order place"));
        }
        return seen(get("/orders/" + orderKey(name), OrderView.class));
    }

    /// What the API takes for this order.
    public static String orderKey(String name) {
        return name.matches("[0-9]{1,18}") ? "order-" + name : name;
    }

    /// The user of this name, as of now, or as last seen while the user service is down.
    public UserView user(String name) {
        return find("user", name, town().knownUsers(), Directory::names, UserView::handle);
    }

    private static List<String> names(UserView user) {
        return List.of(user.handle(), user.id().toString(), user.email(), user.name());
    }

    /// The id of the user of this name; by an id also somebody who is listed no more, whose orders are still there.
    public UserId anyUser(String name) {
        if (ID.matcher(name).matches()) {
            return known(new UserId(UUID.fromString(name)));
        }
        try {
            return user(name).id();
        } catch (CommandRefused notOne) {
            throw CommandRefused.failed(
                    notOne.getMessage() + "; somebody who has left is found by id");
        }
    }

    /// The same for what cannot be undone: a part of a name, which may be somebody else's, is not enough.
    public UserId userInFull(String name) {
        var id = anyUser(name);
        town().knownUsers().stream()
                .filter(user -> user.id().equals(id))
                .filter(user -> names(user).stream().noneMatch(name::equalsIgnoreCase))
                .findFirst()
                .ifPresent(user -> {
                    throw CommandRefused.failed(
                            "nobody is called \"%s\" in full; if you mean %s, say so; somebody who has left is found by id"
                                    .formatted(name, user.handle()));
                });
        return id;
    }

    private UserId known(UserId user) {
        boolean isListed =
                town().knownUsers().stream().anyMatch(listed -> listed.id().equals(user));
        if (!isListed
                && get("/users/" + user + "/history?limit=1", UserHistory.class)
                        .entries()
                        .isEmpty()) {
            throw CommandRefused.failed(
                    "there is no user %s, and no order of one; see: users".formatted(user));
        }
        return user;
    }

    /// The item of this name, as of now, or as last seen while the inventory service is down.
    public ItemView item(String name) {
        return find(
                "item",
                name,
                town().knownItems(),
                item -> List.of(item.sku().value(), item.name()),
                item -> item.sku().value());
    }

    /// Exactly one of these names, or part of a name that only one has.
    private static <T> T find(
            String kind,
            String wanted,
            List<T> all,
            Function<T, List<String>> names,
            Function<T, String> shortName) {
        var word = wanted.toLowerCase(Locale.ROOT);
        var exact =
                all.stream()
                        .filter(one -> names.apply(one).stream().anyMatch(wanted::equalsIgnoreCase))
                        .toList();
        var found =
                exact.isEmpty()
                        ? all.stream().filter(one -> anyContains(names.apply(one), word)).toList()
                        : exact;
        if (found.size() == 1) {
            return found.getFirst();
        }
        if (found.isEmpty()) {
            var near =
                    Nearest.to(wanted, all.stream().map(shortName).toList())
                            .map(", did you mean \"%s\"?"::formatted)
                            .orElse("; see: " + (kind.equals("user") ? "users" : "stock"));
            throw CommandRefused.failed("there is no %s \"%s\"%s".formatted(kind, wanted, near));
        }
        throw CommandRefused.failed(
                "\"%s\" could be %d %ss: %s"
                        .formatted(wanted, found.size(), kind, some(found, shortName)));
    }

    private static boolean anyContains(List<String> names, String word) {
        return names.stream().anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(word));
    }

    private static <T> String some(List<T> found, Function<T, String> name) {
        var shown = found.stream().limit(NAMED_IN_ERRORS).map(name);
        var dots = found.size() > NAMED_IN_ERRORS ? Stream.of("…") : Stream.<String>empty();
        return Stream.concat(shown, dots).collect(Collectors.joining(", "));
    }

    /// The trace whose id begins so, or the newest.
    public Trace trace(String wanted) {
        return switch (simulator.traces().find(wanted)) {
            case Lookup.Found(var trace) -> trace;
            case Lookup.Ambiguous(var ids) ->
                    throw CommandRefused.failed(
                            "several traces begin with \"%s\": %s"
                                    .formatted(wanted, String.join(", ", ids)));
            case Lookup.Missing() ->
                    throw CommandRefused.failed(
                            "there is no trace \"%s\"; see: traces".formatted(wanted));
        };
    }

    public <T> T get(String target, Class<T> type) {
        return ask(Request.get(target), type).value();
    }

    /// What came back.
    public record Answer<T>(int status, T value) {}

    /// Asks, and throws [CommandRefused] when the answer is a problem, or does not come.
    public <T> Answer<T> ask(Request request, Class<T> type) {
        try {
            var response = simulator.client().call(request);
            try (var _ = response.body()) {
                if (!response.isSuccess()) {
                    throw CommandRefused.failed(inWords(Problem.from(response)));
                }
                return new Answer<>(response.status(), response.json(type));
            }
        } catch (CallFailed failed) {
            throw CommandRefused.failed(String.valueOf(failed.getMessage()));
        }
    }

    /// Asks for something that has no answer but that it is done, and throws [CommandRefused] when it is not.
    public void tell(Request request) {
        try {
            var response = simulator.client().call(request);
            try (var _ = response.body()) {
                if (!response.isSuccess()) {
                    throw CommandRefused.failed(inWords(Problem.from(response)));
                }
            }
        } catch (CallFailed failed) {
            throw CommandRefused.failed(String.valueOf(failed.getMessage()));
        }
    }

    /// What is wrong, what was expected, what was found.
    private static String inWords(Problem problem) {
        var detail = problem.detail().isEmpty() ? problem.title() : problem.detail();
        return detail
                + " (%d)".formatted(problem.status())
                + member(problem, "expected")
                        .filter(expected -> !detail.contains(expected))
                        .map(expected ->
                                "; expected "
                                        + expected
                                        + member(problem, "found")
                                                .map(", found %s"::formatted)
                                                .orElse(""))
                        .orElse("");
    }

    private static Optional<String> member(Problem problem, String name) {
        return problem.members().get(name) instanceof JsonText(var text)
                ? Optional.of(text)
                : Optional.empty();
    }
}
