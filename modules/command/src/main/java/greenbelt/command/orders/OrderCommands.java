package greenbelt.command.orders;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.maybe;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Arguments;
import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.CommandRefused;
import greenbelt.command.Directory;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Parameter.Presence;
import greenbelt.command.Result;
import greenbelt.contract.Api.ItemView;
import greenbelt.contract.Api.NewOrder;
import greenbelt.contract.Api.OrderPage;
import greenbelt.contract.Api.OrderView;
import greenbelt.contract.Api.UserView;
import greenbelt.contract.DeliveryAddress;
import greenbelt.contract.Message.Line;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.UserId;
import greenbelt.http.Method;
import greenbelt.http.Request;
import greenbelt.telemetry.Trace;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Users, items and orders.
public final class OrderCommands {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 100;

    private OrderCommands() {}

    public static List<Command> all() {
        return List.of(place(), show(), list(), cancel(), users(), stock());
    }

    private static Command place() {
        return new Command(
                        "order place",
                        "Places an order through the gateway, and waits until it is final",
                        List.of(
                                option("--user", Kind.USER, "who orders").with(Presence.REQUIRED),
                                option("--item", Kind.ITEM, "what; may be given several times")
                                        .with(Presence.REPEATED),
                                option(
                                                "--quantity",
                                                Kind.NUMBER,
                                                "how many of each item, in order (default 1)")
                                        .with(Presence.ANY),
                                option(
                                        "--deliver-to",
                                        Kind.TEXT,
                                        "\"RECIPIENT, STREET, POSTAL CODE, CITY, COUNTRY\""),
                                option(
                                        "--key",
                                        Kind.TEXT,
                                        "the Idempotency-Key: the same key, the same order"),
                                option(
                                        "--no-wait",
                                        Kind.FLAG,
                                        "answer at once, also when it is pending")),
                        List.of(
                                "order place --user ada --item TEA-POT --quantity 2",
                                "order place --user ada --item TEA-POT --item TRAVEL-MUG",
                                "order place --user ada --item TEA-POT --deliver-to"
                                        + " \"Ada Reyes, Mill Lane 12, H91 A1C2, Galway, Ireland\""),
                        OrderCommands::place)
                .teaching(
                        "One order asks two services: in SYNC the caller waits for both, in ASYNC for neither");
    }

    private static Result place(Call call) {
        var arguments = call.arguments();
        var directory = call.directory();
        var user = directory.user(arguments.one("--user"));
        var deliverTo = arguments.maybe("--deliver-to").map(DeliveryWords::read);
        var order = order(user.id(), lines(arguments, directory), deliverTo);
        var request = Request.post("/orders", order);
        var answer =
                directory.ask(
                        arguments
                                .maybe("--key")
                                .map(key -> request.with("idempotency-key", key))
                                .orElse(request),
                        OrderView.class);
        var placed = directory.seen(answer.value());
        if (arguments.has("--no-wait")) {
            return withTrace(call, placed, answer.status());
        }
        call.progress().accept(placed.number() + " is " + inWords(placed.status()));
        var settled = new Settling(call.simulator()).await(placed);
        var result = withTrace(call, settled, answer.status());
        return settled.status().isSettled()
                ? result
                : result.and("It is not final yet; see: why order " + settled.number());
    }

    private static NewOrder order(
            UserId user, List<Line> lines, Optional<DeliveryAddress> deliverTo) {
        try {
            return new NewOrder(user, lines, deliverTo);
        } catch (IllegalArgumentException refused) {
            throw CommandRefused.usage("order place: " + refused.getMessage());
        }
    }

    private static List<Line> lines(Arguments arguments, Directory directory) {
        var items = arguments.all("--item");
        var quantities = arguments.all("--quantity");
        if (items.isEmpty()) {
            throw CommandRefused.usage("order place: say what, as in --item SKU --quantity 2");
        }
        if (quantities.size() > items.size()) {
            throw CommandRefused.usage(
                    "order place: found %d quantities for %d items"
                            .formatted(quantities.size(), items.size()));
        }
        var lines = new ArrayList<Line>();
        for (int i = 0; i < items.size(); i++) {
            int quantity =
                    i >= quantities.size()
                            ? 1
                            : Arguments.wholeNumber(
                                    "--quantity", quantities.get(i), 1, Line.MAX_QUANTITY);
            lines.add(new Line(directory.item(items.get(i)).sku(), quantity));
        }
        return lines;
    }

    private static Result withTrace(Call call, OrderView order, int status) {
        var trace =
                call.simulator().traces().ofOrder(order.id().toString(), 1).stream().findFirst();
        var json = new LinkedHashMap<String, Object>();
        json.put("response", status);
        json.put("trace", trace.map(Trace::id));
        json.put("order", order);
        return details(order)
                .withJson(json)
                .and(
                        "Answered %d%s"
                                .formatted(
                                        status,
                                        trace.map(it -> "; see: trace " + it.id()).orElse("")));
    }

    private static Result details(OrderView order) {
        var table =
                Table.of(
                        Column.left("item"),
                        Column.right("quantity"),
                        Column.right("price"),
                        Column.right("sum"),
                        Column.left("name"));
        for (var line : order.lines()) {
            table =
                    table.row(
                            line.sku(),
                            line.quantity(),
                            line.priceCents(),
                            line.priceCents().times(line.quantity()),
                            line.name());
        }
        var head =
                "%s is %s%s, total %s%s (%s)"
                        .formatted(
                                order.number(),
                                inWords(order.status()),
                                order.reason().map(reason -> ": " + reason).orElse(""),
                                order.totalCents(),
                                order.deliverTo()
                                        .map(address -> ", to " + DeliveryWords.write(address))
                                        .orElse(""),
                                order.id());
        return Result.stacked(order, Result.of(head, order), Result.of(table));
    }

    private static String inWords(OrderStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static Command show() {
        return new Command(
                        "order show",
                        "Shows an order",
                        List.of(argument("ORDER", Kind.ORDER, "its number, its id, or last")),
                        List.of("order show 1", "order show last"),
                        call -> details(call.directory().order(call.arguments().one("ORDER"))))
                .teaching(
                        "The state is the fold of the events; the read model is a copy that follows")
                .watched();
    }

    private static Command list() {
        return new Command(
                        "order list",
                        "Lists orders, newest first",
                        List.of(
                                option(
                                        "--user",
                                        Kind.USER,
                                        "only this user's; by id also of one who has left"),
                                option("--status", Kind.STATUS, "only those that stand like this"),
                                option(
                                        "--limit",
                                        Kind.NUMBER,
                                        "how many (default 20, at most 100)"),
                                Report.AT),
                        List.of(
                                "order list",
                                "order list --status rejected --limit 5",
                                "order list --at -5m"),
                        new Report<>(
                                        "order list",
                                        OrderCommands::target,
                                        OrderPage.class,
                                        OrderCommands::list)
                                ::answer)
                .teaching("Lists are read from a read model, which can lag behind what was written")
                .listing()
                .outside();
    }

    private static String target(Call call) {
        var arguments = call.arguments();
        int limit = arguments.number("--limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        var user = arguments.maybe("--user").map(call.directory()::anyUser);
        var status = arguments.maybe("--status").map(OrderCommands::status);
        return "/orders?limit="
                + limit
                + user.map(id -> "&user=" + id).orElse("")
                + status.map(it -> "&status=" + it).orElse("");
    }

    private static Result list(Call call, OrderPage page) {
        // The keys to the addresses are not in the past.
        var orders =
                call.arguments().has(Report.AT.label())
                        ? page.orders().stream()
                                .map(order -> order.deliveredTo(Optional.empty()))
                                .toList()
                        : page.orders();
        orders.reversed().forEach(call.directory()::seen);
        var table =
                Table.of(
                        Column.left("order"),
                        Column.left("status"),
                        Column.right("total"),
                        Column.left("placed"),
                        Column.left("items"));
        for (var order : orders) {
            table =
                    table.row(
                            order.number(),
                            inWords(order.status()),
                            order.totalCents(),
                            order.placedAt(),
                            order.lines().stream()
                                    .map(line -> line.quantity() + " × " + line.sku())
                                    .collect(Collectors.joining(", ")));
        }
        return Result.of(table).withJson(orders);
    }

    private static OrderStatus status(String text) {
        var names = Arrays.stream(OrderStatus.values()).map(OrderCommands::inWords).toList();
        if (!names.contains(text.toLowerCase(Locale.ROOT))) {
            throw CommandRefused.usage(
                    "--status must be one of %s, found \"%s\"%s"
                            .formatted(
                                    String.join(", ", names), text, Nearest.question(text, names)));
        }
        return OrderStatus.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private static Command cancel() {
        return new Command(
                        "order cancel",
                        "Cancels an order, and gives back what was reserved for it",
                        List.of(argument("ORDER", Kind.ORDER, "its number, its id, or last")),
                        List.of("order cancel 1", "order cancel last"),
                        OrderCommands::cancel)
                .teaching("What a saga has done is undone by compensation, not by a rollback");
    }

    private static Result cancel(Call call) {
        var directory = call.directory();
        var order = directory.order(call.arguments().one("ORDER"));
        var answer =
                directory.ask(Request.of(Method.DELETE, "/orders/" + order.id()), OrderView.class);
        var after = new Settling(call.simulator()).await(answer.value());
        return withTrace(call, after, answer.status());
    }

    private static Command users() {
        return new Command(
                        "users",
                        "Lists users with their wallets",
                        List.of(maybe("USER", Kind.USER, "only this one")),
                        List.of("users", "users ada"),
                        OrderCommands::users)
                .teaching("Wallets belong to the user service and its database alone")
                .listing();
    }

    private static Result users(Call call) {
        var directory = call.directory();
        var users =
                call.arguments()
                        .maybe("USER")
                        .map(name -> List.of(directory.user(name)))
                        .orElseGet(directory::users);
        var table =
                Table.of(
                        Column.left("user"),
                        Column.left("name"),
                        Column.right("balance"),
                        Column.left("id"));
        for (UserView user : users) {
            table = table.row(user.handle(), user.name(), user.balanceCents(), user.id());
        }
        return Result.of(table).withJson(users);
    }

    private static Command stock() {
        return new Command(
                        "stock",
                        "Lists items with their stock",
                        List.of(maybe("SKU", Kind.ITEM, "only this one")),
                        List.of("stock", "stock TEA-POT"),
                        OrderCommands::stock)
                .teaching(
                        "Reserved is not sold: a reservation holds stock until the order is final")
                .listing();
    }

    private static Result stock(Call call) {
        var directory = call.directory();
        var items =
                call.arguments()
                        .maybe("SKU")
                        .map(name -> List.of(directory.item(name)))
                        .orElseGet(directory::items);
        var table =
                Table.of(
                        Column.left("sku"),
                        Column.left("name"),
                        Column.right("price"),
                        Column.right("available"),
                        Column.right("reserved"),
                        Column.right("shipped"),
                        Column.right("received"));
        for (ItemView item : items) {
            table =
                    table.row(
                            item.sku(),
                            item.name(),
                            item.priceCents(),
                            item.available(),
                            item.reserved(),
                            item.shipped(),
                            item.received());
        }
        return Result.of(table).withJson(items);
    }
}
