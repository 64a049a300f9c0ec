package greenbelt.order;

import java.util.List;

/// The tables of the order service, but for those of the read models, which come by themselves.
final class OrderTables {
    /// Raised with every change below.
    static final int VERSION = 5;

    static final List<String> STATEMENTS =
            List.of(
                    """
                    create table order_timers (
                        order_id uuid primary key,
                        due_at timestamp(9) with time zone not null,
                        kind varchar(20) not null
                    )\
                    """,
                    "create index order_timers_by_due on order_timers (due_at, order_id)",
                    "create table known_users (id uuid primary key)",
                    """
                    create table known_items (
                        sku varchar(40) primary key,
                        name varchar(200) not null,
                        price_cents bigint not null
                    )\
                    """,
                    """
                    create table checkpoints (
                        name varchar(60) primary key,
                        position bigint not null
                    )\
                    """);

    private OrderTables() {}
}
