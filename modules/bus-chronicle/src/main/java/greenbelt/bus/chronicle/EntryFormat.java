package greenbelt.bus.chronicle;

import greenbelt.bus.Bus.Entry;
import net.openhft.chronicle.bytes.Bytes;

/// Entries of a topic in its queue: partition, offset, envelope.
final class EntryFormat implements RecordFormat<Entry> {
    @Override
    public void write(Entry value, Bytes<?> to) {
        to.writeInt(value.partition());
        to.writeLong(value.offset());
        EnvelopeFormat.write(value.message(), to);
    }

    @Override
    public Entry read(long position, Bytes<?> from) {
        return new Entry(position, from.readInt(), from.readLong(), EnvelopeFormat.read(from));
    }
}
