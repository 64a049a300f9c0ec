package greenbelt.order.readmodel;

import greenbelt.contract.Api.OrderLineView;
import greenbelt.contract.Sku;
import greenbelt.database.Session;
import greenbelt.event.Envelope;
import greenbelt.eventstore.StoredEvent;
import greenbelt.order.decider.OrderEvent;
import greenbelt.order.decider.OrderEvent.CompensationBegun;
import greenbelt.order.decider.OrderEvent.OrderConfirmed;
import greenbelt.order.decider.OrderEvent.OrderPlaced;
import greenbelt.projection.Projection;
import greenbelt.projection.Tables;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/// Writes what was sold, for each day and item; and of each order its lines and whether it counts, to take it off again.
public final class SalesProjection implements Projection {
    private final Function<Envelope, OrderEvent> codec;

    /// @param codec takes an order event out of its envelope, or throws
    public SalesProjection(Function<Envelope, OrderEvent> codec) {
        this.codec = codec;
    }

    @Override
    public String name() {
        return Sales.NAME;
    }

    @Override
    public List<String> tables() {
        return List.of("sales_{v}", "sales_order_{v}");
    }

    @Override
    public List<String> creation() {
        return List.of(
                """
                create table sales_{v} (
                    sold_on varchar(10) not null,
                    sku varchar(40) not null,
                    quantity bigint not null,
                    amount_cents bigint not null,
                    primary key (sold_on, sku)
                )\
                """,
                """
                create table sales_order_{v} (
                    id uuid primary key,
                    sold boolean not null,
                    lines %s not null
                )\
                """
                        .formatted(Lines.TYPE));
    }

    @Override
    public Changes begin() {
        return new Rows();
    }

    /// What befalls an order: it is confirmed on a day, or given back on one.
    private record Turn(LocalDate day, boolean sold) {}

    private static final class Row {
        private Optional<String> lines = Optional.empty();
        private final List<Turn> turns = new ArrayList<>(1);
    }

    private record Cell(String day, Sku sku) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            int byDay = day.compareTo(other.day);
            return byDay != 0 ? byDay : sku.compareTo(other.sku);
        }
    }

    private record Sum(long quantity, long amountCents) {
        Sum plus(Sum other) {
            return new Sum(quantity + other.quantity, amountCents + other.amountCents);
        }
    }

    private final class Rows implements Changes {
        private final Map<UUID, Row> rows = new LinkedHashMap<>();

        @Override
        public void take(StoredEvent stored) {
            if (!OrderStream.isOf(stored) || !OrderStream.isTurn(stored)) {
                return;
            }
            switch (codec.apply(stored.event())) {
                case OrderPlaced placed -> row(stored).lines = Optional.of(Lines.write(placed));
                case OrderConfirmed confirmed -> row(stored).turns.add(turn(stored, true));
                case CompensationBegun begun -> row(stored).turns.add(turn(stored, false));
                case OrderEvent other -> {}
            }
        }

        private Row row(StoredEvent stored) {
            return rows.computeIfAbsent(OrderStream.order(stored), id -> new Row());
        }

        private static Turn turn(StoredEvent stored, boolean sold) {
            return new Turn(stored.event().time().atZone(ZoneOffset.UTC).toLocalDate(), sold);
        }

        @Override
        public void write(Session session, Tables tables) {
            var sums = new TreeMap<Cell, Sum>();
            var inserts = new ArrayList<List<Object>>();
            var updates = new ArrayList<List<Object>>();
            rows.forEach((id, row) -> {
                var before =
                        row.lines
                                .map(lines -> Optional.of(new Before(false, lines)))
                                .orElseGet(() -> before(session, tables, id));
                before.ifPresent(order -> {
                    boolean sold = count(row.turns, order, sums);
                    if (row.lines.isPresent()) {
                        inserts.add(List.of(id, sold, order.lines()));
                    } else if (sold != order.sold()) {
                        updates.add(List.of(sold, id));
                    }
                });
            });
            session.updateAll(
                    tables.sql("insert into sales_order_{v} (id, sold, lines) values (?, ?, ?)"),
                    inserts);
            session.updateAll(
                    tables.sql("update sales_order_{v} set sold = ? where id = ?"), updates);
            sums.forEach((cell, sum) -> add(session, tables, cell, sum));
        }

        private static Optional<Before> before(Session session, Tables tables, UUID id) {
            return session.queryOne(
                    tables.sql("select sold, lines from sales_order_{v} where id = ?"),
                    row -> new Before(row.flag("sold"), row.text("lines")),
                    id);
        }

        /// Adds what the turns make of an order, each of which counts only if it changes something.
        private static boolean count(List<Turn> turns, Before order, Map<Cell, Sum> sums) {
            boolean sold = order.sold();
            for (var turn : turns) {
                if (turn.sold() != sold) {
                    sold = turn.sold();
                    for (var line : Lines.read(order.lines())) {
                        var cell = new Cell(turn.day().toString(), line.sku());
                        sums.merge(cell, sum(line, sold ? 1 : -1), Sum::plus);
                    }
                }
            }
            return sold;
        }

        private static Sum sum(OrderLineView line, int sign) {
            long quantity = (long) sign * line.quantity();
            return new Sum(quantity, quantity * line.priceCents().cents());
        }

        private static void add(Session session, Tables tables, Cell cell, Sum sum) {
            int updated =
                    session.update(
                            tables.sql(
                                    """
                                    update sales_{v} set quantity = quantity + ?, amount_cents = amount_cents + ?
                                    where sold_on = ? and sku = ?\
                                    """),
                            sum.quantity(),
                            sum.amountCents(),
                            cell.day(),
                            cell.sku().value());
            if (updated == 0) {
                session.update(
                        tables.sql(
                                "insert into sales_{v} (sold_on, sku, quantity, amount_cents) values (?, ?, ?, ?)"),
                        cell.day(),
                        cell.sku().value(),
                        sum.quantity(),
                        sum.amountCents());
            }
        }
    }

    /// An order as the table has it.
    private record Before(boolean sold, String lines) {}
}
