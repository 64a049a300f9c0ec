package greenbelt.simulator;

import greenbelt.contract.Api.ItemPage;
import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.UserPage;
import greenbelt.contract.Api.UserView;
import greenbelt.http.CallFailed;
import greenbelt.http.CallFailed.Certainty;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/// The town's users and items, as somebody outside knows them.
///
/// What was listed last is remembered, because a shop that is down for an hour does not make anybody forget what it
/// sells: an order that the bus will carry can be placed while its service is down. For tasks; safe for many.
public final class Town {
    /// How many users or items are looked through.
    public static final int MAX_ENTRIES = 1_000;

    private static final int PAGE = 100;

    private final Client client;
    private final AtomicReference<List<UserView>> users = new AtomicReference<>(List.of());
    private final AtomicReference<List<ItemView>> items = new AtomicReference<>(List.of());

    Town(Client client) {
        this.client = client;
    }

    /// Every user as of now, at most [#MAX_ENTRIES]. Throws [CallFailed].
    public List<UserView> users() {
        var target = "/users?limit=" + PAGE;
        users.set(all(target, UserPage.class, UserPage::users, UserPage::next));
        return users.get();
    }

    /// Every item as of now, at most [#MAX_ENTRIES]. Throws [CallFailed].
    public List<ItemView> items() {
        var target = "/inventory?limit=" + PAGE;
        items.set(all(target, ItemPage.class, ItemPage::items, ItemPage::next));
        return items.get();
    }

    /// Every user, or those of last time when they cannot be listed. Throws [CallFailed] when they never were.
    public List<UserView> knownUsers() {
        return known(this::users, users.get());
    }

    /// Every item, or those of last time when they cannot be listed. Throws [CallFailed] when they never were.
    public List<ItemView> knownItems() {
        return known(this::items, items.get());
    }

    /// Users as they were last listed; empty when they never were.
    public List<UserView> lastUsers() {
        return users.get();
    }

    /// Items as they were last listed; empty when they never were.
    public List<ItemView> lastItems() {
        return items.get();
    }

    void forget() {
        users.set(List.of());
        items.set(List.of());
    }

    private static <T> List<T> known(Supplier<List<T>> listed, List<T> last) {
        try {
            return listed.get();
        } catch (CallFailed down) {
            if (last.isEmpty()) {
                throw down;
            }
            return last;
        }
    }

    private <P, T> List<T> all(
            String target,
            Class<P> type,
            Function<P, List<T>> entries,
            Function<P, Optional<String>> next) {
        var page = get(target, type);
        var all = new ArrayList<>(entries.apply(page));
        while (next.apply(page).isPresent() && all.size() < MAX_ENTRIES) {
            page = get(target + "&after=" + next.apply(page).get(), type);
            all.addAll(entries.apply(page));
        }
        return List.copyOf(all);
    }

    private <T> T get(String target, Class<T> type) {
        var response = client.call(Request.get(target));
        try (var _ = response.body()) {
            if (!response.isSuccess()) {
                var problem = Problem.from(response);
                throw new CallFailed(
                        Certainty.NOT_SENT,
                        "GET %s: %s (%d)".formatted(target, problem.detail(), problem.status()));
            }
            return response.json(type);
        }
    }
}
