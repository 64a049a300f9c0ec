package greenbelt.shard.history;

import greenbelt.database.Database;
import greenbelt.database.Row;
import greenbelt.database.Schema;
import java.util.List;
import java.util.Optional;

/// How far the history has come.
///
/// @param position of the last event that is in it, 0 when none is
/// @param target where the log ended when the history was begun: behind that it is whole, and can be read
/// @param lastEvent the id of the event at `position`, to tell the log by; empty when none is in it
/// @param ending whether it is being removed
public record HistoryState(long position, long target, String lastEvent, boolean ending) {
    static final Schema SCHEMA =
            new Schema(
                    1,
                    List.of(
                            "create table history_state (only_row int primary key, position bigint not"
                                    + " null, target bigint not null, last_event varchar(100) not null,"
                                    + " ending boolean not null)"));

    /// Whether it has all that there was when it was begun.
    public boolean isWhole() {
        return position >= target && !ending;
    }

    static Optional<HistoryState> of(Database database) {
        return database.read(
                "history state",
                session -> session.queryOne("select * from history_state", HistoryState::read));
    }

    private static HistoryState read(Row row) {
        return new HistoryState(
                row.number("position"),
                row.number("target"),
                row.text("last_event"),
                row.flag("ending"));
    }

    void keep(Database database) {
        database.write(
                "history is at " + position,
                session -> {
                    session.update("delete from history_state");
                    return session.update(
                            "insert into history_state values (1, ?, ?, ?, ?)",
                            position,
                            target,
                            lastEvent,
                            ending);
                });
    }
}
