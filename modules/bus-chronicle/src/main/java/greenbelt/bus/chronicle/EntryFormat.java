package greenbelt.bus.chronicle;

import greenbelt.bus.Bus.Entry;
import java.nio.ByteBuffer;

/// Entries of a topic in its queue: partition, offset, envelope.
final class EntryFormat implements RecordFormat<Entry> {
    @Override
    public void write(Entry value, Pack to) {
        to.putInt(value.partition());
        to.putLong(value.offset());
        EnvelopeFormat.write(value.message(), to);
    }

    @Override
    public Entry read(long position, ByteBuffer from) {
        return new Entry(position, from.getInt(), from.getLong(), EnvelopeFormat.read(from));
    }
}
