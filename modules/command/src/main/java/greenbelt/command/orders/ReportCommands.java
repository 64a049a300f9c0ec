package greenbelt.command.orders;

import static greenbelt.command.Parameter.argument;
import static greenbelt.command.Parameter.option;

import greenbelt.command.Call;
import greenbelt.command.Command;
import greenbelt.command.Parameter.Kind;
import greenbelt.command.Result;
import greenbelt.command.Spoken;
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
public final class ReportCommands {
    private static final int DEFAULT_LIMIT = 20;
    private static final int MAX_LIMIT = 1_000;

    private ReportCommands() {}

    public static List<Command> all() {
        return List.of(detail(), sales(), history());
    }

    private static Command detail() {
        return new Command(
                        "order detail",
                        "Shows when an order came how far, from its read model",
                        List.of(
                                argument("ORDER", Kind.ORDER, "its number, its id, or last"),
                                Report.AT),
                        List.of("order detail 1", "order detail last", "order detail 1 --at 3"),
                        new Report<>(
                                        "order detail",
                                        ReportCommands::detailTarget,
                                        OrderDetail.class,
                                        (_, detail) -> detail(detail))
                                ::answer)
                .teaching("A read model is made for one question, and can be made anew")
                .outside();
    }

    private static String detailTarget(Call call) {
        var order = call.directory().order(call.arguments().one("ORDER"));
        return "/orders/" + order.id() + "/detail";
    }

    private static Result detail(OrderDetail detail) {
        var table = Table.of(Column.left("step"), Column.left("at"));
        table = table.row("placed", detail.placedAt());
        table = step(table, "credit set aside", detail.creditReservedAt());
        table = step(table, "goods set aside", detail.stockReservedAt());
        table = step(table, "confirmed", detail.confirmedAt());
        table = step(table, "shipped", detail.shippedAt());
        table = step(table, Spoken.inWords(detail.status()), detail.endedAt());
        var head =
                "%s is %s%s, by order→user %s, order→inventory %s; version %d"
                        .formatted(
                                detail.number(),
                                Spoken.inWords(detail.status()),
                                detail.reason().map(reason -> ": " + reason).orElse(""),
                                Spoken.inWords(detail.toUser()),
                                Spoken.inWords(detail.toInventory()),
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
                                option(
                                        "--day",
                                        Kind.TEXT,
                                        "only this day, such as 2026-01-31 (UTC)"),
                                option("--item", Kind.ITEM, "only this item"),
                                Report.AT),
                        List.of("sales", "sales --item TEA-POT", "sales --at -1h"),
                        new Report<>(
                                        "sales",
                                        ReportCommands::salesTarget,
                                        SalesReport.class,
                                        (_, report) -> sales(report))
                                ::answer)
                .teaching("The same events, summed up in another way")
                .listing()
                .outside();
    }

    private static String salesTarget(Call call) {
        var directory = call.directory();
        var query = new ArrayList<String>();
        call.arguments().maybe("--day").ifPresent(day -> query.add("day=" + day));
        call.arguments()
                .maybe("--item")
                .ifPresent(item -> query.add("sku=" + directory.item(item).sku()));
        return "/sales?" + String.join("&", query);
    }

    private static Result sales(SalesReport report) {
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
                                argument(
                                        "USER", Kind.USER, "whose; by id also of one who has left"),
                                option(
                                        "--limit",
                                        Kind.NUMBER,
                                        "how much (default 20, at most 1000)"),
                                Report.AT),
                        List.of("history ada", "history ada --limit 5", "history ada --at -1h"),
                        new Report<>(
                                        "history",
                                        ReportCommands::historyTarget,
                                        UserHistory.class,
                                        (_, history) -> history(history))
                                ::answer)
                .teaching("What befell a user, from events of which each was counted once")
                .listing()
                .outside();
    }

    private static String historyTarget(Call call) {
        var directory = call.directory();
        var user = directory.anyUser(call.arguments().one("USER"));
        int limit = call.arguments().number("--limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        return "/users/%s/history?limit=%d".formatted(user, limit);
    }

    private static Result history(UserHistory history) {
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
                            Spoken.inWords(entry.status()),
                            entry.totalCents(),
                            entry.reason().orElse(""));
        }
        return Result.of(table).withJson(history);
    }
}
