package greenbelt.command;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Parameter.Kind;
import greenbelt.contract.Money;
import greenbelt.contract.Reports.OrderDetail;
import greenbelt.contract.Reports.SalesReport;
import greenbelt.contract.Reports.UserHistory;
import greenbelt.view.Table;
import greenbelt.view.Table.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the read models tell beside the list of orders.
final class ReportCommands {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 1_000;

    private ReportCommands() {}

    static List<Command> all() {
        return List.of(detail(), sales(), history());
    }

    private static Command detail() {
        return new Command(
                "order detail",
                "Shows when an order came how far, from its read model",
                List.of(argument("ORDER", Kind.ORDER, "its number, its id, or last")),
                List.of("order detail 1", "order detail last"),
                ReportCommands::detail);
    }

    private static Result detail(Call call) {
        var directory = call.directory();
        var order = directory.order(call.arguments().one("ORDER"));
        var detail = directory.get("/orders/" + order.id() + "/detail", OrderDetail.class);
        var table = Table.of(Column.left("step"), Column.left("at"));
        table = table.row("placed", detail.placedAt());
        table = step(table, "credit set aside", detail.creditReservedAt());
        table = step(table, "goods set aside", detail.stockReservedAt());
        table = step(table, "confirmed", detail.confirmedAt());
        table = step(table, "shipped", detail.shippedAt());
        table = step(table, NodeCommands.inWords(detail.status()), detail.endedAt());
        var head =
                "%s is %s%s, by order→user %s, order→inventory %s; version %d"
                        .formatted(
                                detail.number(),
                                NodeCommands.inWords(detail.status()),
                                detail.reason().map(reason -> ": " + reason).orElse(""),
                                NodeCommands.inWords(detail.toUser()),
                                NodeCommands.inWords(detail.toInventory()),
                                detail.version());
        return Result.stacked(detail, Result.of(head, detail), Result.of(table));
    }

    private static Table step(Table table, String step, Optional<Instant> at) {
        return at.map(when -> table.row(step, when)).orElse(table);
    }

    private static Command sales() {
        return new Command(
                "sales",
                "Shows what was sold, for each day and item",
                List.of(
                        option("--day", Kind.TEXT, "only this day, such as 2026-01-31 (UTC)"),
                        option("--item", Kind.ITEM, "only this item")),
                List.of("sales", "sales --item TEA-POT"),
                ReportCommands::sales);
    }

    private static Result sales(Call call) {
        var directory = call.directory();
        var query = new ArrayList<String>();
        call.arguments().maybe("--day").ifPresent(day -> query.add("day=" + day));
        call.arguments()
                .maybe("--item")
                .ifPresent(item -> query.add("sku=" + directory.item(item).sku()));
        var report = directory.get("/sales?" + String.join("&", query), SalesReport.class);
        var table =
                Table.of(
                        Column.left("day"),
                        Column.left("item"),
                        Column.right("quantity"),
                        Column.right("amount"));
        for (var sold : report.sales()) {
            table =
                    table.row(
                            sold.day(), sold.sku(), sold.quantity(), new Money(sold.amountCents()));
        }
        return Result.of(table).withJson(report);
    }

    private static Command history() {
        return new Command(
                "history",
                "Shows what befell the orders of a user, the latest first",
                List.of(
                        argument("USER", Kind.USER, "whose"),
                        option("--limit", Kind.NUMBER, "how much (default 20, at most 1000)")),
                List.of("history ada", "history ada --limit 5"),
                ReportCommands::history);
    }

    private static Result history(Call call) {
        var directory = call.directory();
        var user = directory.user(call.arguments().one("USER"));
        int limit = call.arguments().number("--limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        var history =
                directory.get(
                        "/users/%s/history?limit=%d".formatted(user.id(), limit),
                        UserHistory.class);
        var table =
                Table.of(
                        Column.left("at"),
                        Column.left("order"),
                        Column.left("status"),
                        Column.right("total"),
                        Column.left("reason"));
        for (var entry : history.entries()) {
            table =
                    table.row(
                            entry.at(),
                            entry.order(),
                            NodeCommands.inWords(entry.status()),
                            entry.totalCents(),
                            entry.reason().orElse(""));
        }
        return Result.of(table).withJson(history);
    }
}
