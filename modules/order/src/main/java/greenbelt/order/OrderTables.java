package greenbelt.order;

import java.util.List;

/// The tables of the order service's read side. Orders, sales and timers can be thrown away and rebuilt from the events;
/// what it has heard from the other services cannot.
final class OrderTables {
    /// Raised with every change below.
    static final int VERSION = 3;

    static final List<String> STATEMENTS =
            List.of(
                    """
                    create table orders (
                        id uuid primary key,
                        number bigint not null unique,
                        user_id uuid not null,
                        status varchar(20) not null,
                        total_cents bigint not null,
                        placed_at timestamp(9) with time zone not null,
                        reason varchar(1000),
                        deliver_to varchar(2000),
                        version bigint not null
                    )\
                    """,
                    "create index orders_by_user on orders (user_id, number)",
                    "create index orders_by_status on orders (status, number)",
                    """
                    create table order_lines (
                        order_id uuid not null,
                        line integer not null,
                        sku varchar(40) not null,
                        name varchar(200) not null,
                        quantity integer not null,
                        price_cents bigint not null,
                        primary key (order_id, line)
                    )\
                    """,
                    """
                    create table daily_sales (
                        sold_on varchar(10) not null,
                        sku varchar(40) not null,
                        quantity bigint not null,
                        amount_cents bigint not null,
                        primary key (sold_on, sku)
                    )\
                    """,
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
