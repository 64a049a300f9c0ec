package greenbelt.order.readmodel;

import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.Reports.HistoryEntry;
import greenbelt.contract.UserId;
import greenbelt.projection.Projections;
import java.util.List;

/// Answers what befell the orders of a user, from the table that [UserHistoryProjection] writes. It lags behind the events.
public final class UserHistories {
    /// The name of the read model.
    public static final String NAME = "user-history";

    /// Most entries of an answer.
    public static final int MAX_ENTRIES = 1_000;

    private final Projections projections;

    public UserHistories(Projections projections) {
        this.projections = projections;
    }

    /// What befell the user's orders, the latest first.
    ///
    /// @param limit at most so many, 1 to [#MAX_ENTRIES]
    public List<HistoryEntry> of(UserId user, int limit) {
        return projections.read(
                NAME,
                "find history of user",
                (session, tables) ->
                        session.query(
                                tables.sql(
                                        """
                                        select * from user_history_{v} where user_id = ?
                                        order by happened_at desc, number desc, version desc fetch first ? rows only\
                                        """),
                                row ->
                                        new HistoryEntry(
                                                row.instant("happened_at"),
                                                new OrderNumber(row.number("number")).toString(),
                                                new OrderId(row.uuid("order_id")),
                                                OrderStatus.valueOf(row.text("status")),
                                                new Money(row.number("total_cents")),
                                                row.optionalText("reason")),
                                user.value(),
                                limit));
    }
}
