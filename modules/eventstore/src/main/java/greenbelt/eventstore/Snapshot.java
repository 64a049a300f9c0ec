package greenbelt.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import greenbelt.event.MessageId;
import java.util.zip.CRC32C;

/// What a stream had come to at a version, so that not all of it need be read again. It can be thrown away at any time.
///
/// Source: Greg Young, CQRS Documents, 2010, on rolling snapshots.
///
/// @param version of the last event that is in it, at least 1
/// @param last that event's id: in another history the same version is another event
/// @param schemaVersion what the state looked like when it was written, from 1
/// @param data the state, at most [#MAX_DATA_LENGTH] characters
/// @param checksum of the data, when it was written
public record Snapshot(
        StreamId stream,
        long version,
        MessageId last,
        int schemaVersion,
        String data,
        long checksum) {
    /// The longest state, in characters. A longer one is not kept.
    public static final int MAX_DATA_LENGTH = 1 << 20;

    public Snapshot {
        if (version < 1) {
            throw new IllegalArgumentException("version must be >= 1, was " + version);
        }
        if (schemaVersion < 1) {
            throw new IllegalArgumentException("schemaVersion must be >= 1, was " + schemaVersion);
        }
    }

    /// A snapshot of now.
    public static Snapshot of(
            StreamId stream, long version, MessageId last, int schemaVersion, String data) {
        return new Snapshot(stream, version, last, schemaVersion, data, checksum(data));
    }

    /// Whether the data is what was written.
    public boolean isIntact() {
        return checksum(data) == checksum;
    }

    private static long checksum(String data) {
        var crc = new CRC32C();
        crc.update(data.getBytes(UTF_8));
        return crc.getValue();
    }
}
