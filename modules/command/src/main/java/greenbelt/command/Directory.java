package greenbelt.command;

import greenbelt.contract.Api.ItemPage;
import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Api.UserPage;
import greenbelt.contract.Api.UserView;
import greenbelt.http.CallFailed;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.json.JsonValue.JsonText;
import greenbelt.simulator.Simulator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Asks the system through the gateway, and finds what somebody means by a name.
///
/// Remembers what users and items are called, and the orders it has seen, to choose from. For tasks; not safe for
/// several at once.
public final class Directory {
    /// How many users or items are looked through.
    static final int MAX_ENTRIES = 1_000;

    /// How many orders are remembered.
    static final int MAX_ORDERS = 50;

    private static final int PAGE = 100;
    private static final int NAMED_IN_ERRORS = 5;

    private final Simulator simulator;
    private final SequencedSet<String> orders = new LinkedHashSet<>();
    private List<String> handles = List.of();
    private List<String> skus = List.of();

    Directory(Simulator simulator) {
        this.simulator = simulator;
    }

    /// What users are called; asked once.
    List<String> handles() {
        if (handles.isEmpty()) {
            users();
        }
        return handles;
    }

    /// What items are called; asked once.
    List<String> skus() {
        if (skus.isEmpty()) {
            items();
        }
        return skus;
    }

    /// The numbers of the orders that were seen, newest first.
    List<String> orderNumbers() {
        return List.copyOf(orders.reversed());
    }

    /// Forgets every name; the town is a new one.
    void forget() {
        handles = List.of();
        skus = List.of();
        orders.clear();
    }

    /// Remembers an order.
    OrderView seen(OrderView order) {
        orders.remove(order.number());
        orders.addLast(order.number());
        if (orders.size() > MAX_ORDERS) {
            orders.removeFirst();
        }
        return order;
    }

    /// Every user, at most [#MAX_ENTRIES].
    List<UserView> users() {
        var users = all("/users?limit=" + PAGE, UserPage.class, UserPage::users, UserPage::next);
        handles = users.stream().map(UserView::handle).toList();
        return users;
    }

    /// Every item, at most [#MAX_ENTRIES].
    List<ItemView> items() {
        var items =
                all("/inventory?limit=" + PAGE, ItemPage.class, ItemPage::items, ItemPage::next);
        skus = items.stream().map(item -> item.sku().value()).toList();
        return items;
    }

    /// The newest orders.
    List<OrderView> orders(String query) {
        var newest = get("/orders?" + query, OrderPage.class).orders();
        newest.reversed().forEach(this::seen);
        return newest;
    }

    /// The order of this number, with or without `order-`, or id, or the newest one by the word `last`.
    OrderView order(String name) {
        if (name.equals("last")) {
            return orders("limit=1").stream()
                    .findFirst()
                    .orElseThrow(
                            () -> CommandRefused.failed("there is no order yet; try: order place"));
        }
        return seen(get("/orders/" + orderKey(name), OrderView.class));
    }

    /// What the API takes for this order.
    static String orderKey(String name) {
        return name.matches("[0-9]{1,18}") ? "order-" + name : name;
    }

    UserView user(String name) {
        return find(
                "user",
                name,
                users(),
                user -> List.of(user.handle(), user.id().toString(), user.email(), user.name()),
                UserView::handle);
    }

    ItemView item(String name) {
        return find(
                "item",
                name,
                items(),
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
            var near = Nearest.question(wanted, all.stream().map(shortName).toList());
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

    private <P, T> List<T> all(
            String target,
            Class<P> type,
            Function<P, List<T>> entries,
            Function<P, Optional<String>> next) {
        var all = new ArrayList<T>();
        var page = get(target, type);
        all.addAll(entries.apply(page));
        while (next.apply(page).isPresent() && all.size() < MAX_ENTRIES) {
            page = get(target + "&after=" + next.apply(page).get(), type);
            all.addAll(entries.apply(page));
        }
        return all;
    }

    <T> T get(String target, Class<T> type) {
        return ask(Request.get(target), type).value();
    }

    /// What came back.
    record Answer<T>(int status, T value) {}

    /// Asks, and throws [CommandRefused] when the answer is a problem, or does not come.
    <T> Answer<T> ask(Request request, Class<T> type) {
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

    /// What is wrong, what was expected, what was found.
    private static String inWords(Problem problem) {
        var detail = problem.detail().isEmpty() ? problem.title() : problem.detail();
        return detail
                + " (%d)".formatted(problem.status())
                + member(problem, "expected").map("; expected %s"::formatted).orElse("")
                + member(problem, "found").map(", found %s"::formatted).orElse("");
    }

    private static Optional<String> member(Problem problem, String name) {
        return problem.members().get(name) instanceof JsonText(var text)
                ? Optional.of(text)
                : Optional.empty();
    }
}
