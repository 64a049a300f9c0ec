package greenbelt.eventstore.jdbc;

import greenbelt.database.Row;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An event as it stands in the table: read column by column as they are asked for, nothing checked or taken apart.
///
/// For whoever goes through all events and wants little of each, or passes them on as they are. It stands at a row only while it
/// is handed over.
public final class StoredRow {
    private @Nullable Row row;
    private long lastPosition;

    StoredRow(long lastPosition) {
        this.lastPosition = lastPosition;
    }

    StoredRow at(Row next) {
        row = next;
        lastPosition = next.number("position");
        return this;
    }

    long lastPosition() {
        return lastPosition;
    }

    private Row row() {
        if (row == null) {
            throw new IllegalStateException("no row was read yet");
        }
        return row;
    }

    /// Its place in the global order.
    public long position() {
        return lastPosition;
    }

    /// The name of its stream.
    public String stream() {
        return row().text("stream");
    }

    /// Its place in the stream.
    public long version() {
        return row().number("version");
    }

    /// Whether its stream was archived.
    public boolean isArchived() {
        return row().flag("archived");
    }

    public String id() {
        return row().text("id");
    }

    public String source() {
        return row().text("source");
    }

    public String type() {
        return row().text("type");
    }

    public int schemaVersion() {
        return row().integer("schema_version");
    }

    public String subject() {
        return row().text("subject");
    }

    public Instant time() {
        return row().instant("happened_at");
    }

    /// The `traceparent` of the span that caused it.
    public Optional<String> trace() {
        return row().optionalText("trace");
    }

    public Optional<String> cause() {
        return row().optionalText("cause");
    }

    /// The payload, a JSON document.
    public String data() {
        return row().text("data");
    }
}
