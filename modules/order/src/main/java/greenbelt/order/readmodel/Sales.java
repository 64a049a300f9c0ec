package greenbelt.order.readmodel;

import greenbelt.contract.Reports.ItemSales;
import greenbelt.contract.Sku;
import greenbelt.projection.Projections;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers what was sold, from the tables that [SalesProjection] writes. It lags behind the events.
public final class Sales {
    /// The name of the read model.
    public static final String NAME = "sales";

    /// Most rows of an answer.
    public static final int MAX_ROWS = 10_000;

    private final Projections projections;

    public Sales(Projections projections) {
        this.projections = projections;
    }

    /// What was sold on a day, or of an item, or at all; by day and item, the latest day first, at most [#MAX_ROWS].
    public List<ItemSales> find(Optional<LocalDate> day, Optional<Sku> item) {
        var where = new ArrayList<String>();
        var parameters = new ArrayList<Object>();
        day.ifPresent(on -> {
            where.add("sold_on = ?");
            parameters.add(on.toString());
        });
        item.ifPresent(sku -> {
            where.add("sku = ?");
            parameters.add(sku.value());
        });
        var condition = where.isEmpty() ? "" : " where " + String.join(" and ", where);
        var sql =
                "select * from sales_{v}"
                        + condition
                        + " order by sold_on desc, sku fetch first "
                        + MAX_ROWS
                        + " rows only";
        return projections.read(
                NAME,
                "find sales",
                (session, tables) ->
                        session.query(
                                tables.sql(sql),
                                row ->
                                        new ItemSales(
                                                LocalDate.parse(row.text("sold_on")),
                                                new Sku(row.text("sku")),
                                                row.number("quantity"),
                                                row.number("amount_cents")),
                                parameters.toArray()));
    }
}
