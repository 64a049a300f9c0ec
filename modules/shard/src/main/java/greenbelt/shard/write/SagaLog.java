package greenbelt.shard.write;

import greenbelt.database.Database;
import greenbelt.database.Row;
import greenbelt.shard.write.Transfer.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// How far each transfer by saga has come.
final class SagaLog {
    static final String TABLE =
            "create table saga (name varchar(80) primary key, from_user bigint not null, from_order bigint"
                    + " not null, to_user bigint not null, to_order bigint not null, amount varchar(30)"
                    + " not null, state varchar(20) not null, why varchar(1000) not null)";

    private final Database database;

    /// Where a saga stands; the last two are the end.
    enum State {
        BEGUN,
        TAKEN,
        GIVING_BACK,
        DONE,
        UNDONE;

        boolean isEnd() {
            return this == DONE || this == UNDONE;
        }
    }

    /// One saga.
    ///
    /// @param why it was undone, or is being
    record Entry(Transfer transfer, State state, String why) {
        Entry at(State next) {
            return new Entry(transfer, next, why);
        }

        Entry failed(State next, String reason) {
            return new Entry(transfer, next, reason);
        }
    }

    SagaLog(Database database) {
        this.database = database;
    }

    /// Writes down where it stands now.
    Entry put(Entry entry) {
        var transfer = entry.transfer();
        return database.write(
                "saga is " + entry.state(),
                session -> {
                    int known =
                            session.update(
                                    "update saga set state = ?, why = ? where name = ?",
                                    entry.state(),
                                    entry.why(),
                                    transfer.name());
                    if (known == 0) {
                        session.update(
                                "insert into saga values (?, ?, ?, ?, ?, ?, ?, ?)",
                                transfer.name(),
                                transfer.from().user(),
                                transfer.from().order(),
                                transfer.to().user(),
                                transfer.to().order(),
                                transfer.amount().toPlainString(),
                                entry.state(),
                                entry.why());
                    }
                    return entry;
                });
    }

    Optional<Entry> find(String name) {
        return database.read(
                "find saga",
                session ->
                        session.queryOne(
                                "select * from saga where name = ?", SagaLog::entry, name));
    }

    /// Those that have not come to an end, by name.
    List<Entry> open() {
        return database.read(
                "list open sagas",
                session ->
                        session.query(
                                "select * from saga where state not in ('DONE', 'UNDONE') order by name",
                                SagaLog::entry));
    }

    private static Entry entry(Row row) {
        var transfer =
                new Transfer(
                        row.text("name"),
                        new Side(row.number("from_user"), row.number("from_order")),
                        new Side(row.number("to_user"), row.number("to_order")),
                        new BigDecimal(row.text("amount")));
        return new Entry(transfer, State.valueOf(row.text("state")), row.text("why"));
    }
}
