package greenbelt.bus.chronicle;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import greenbelt.bus.BusException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Numbers with names that only grow, in one small file mapped into memory: a kill of the process loses none.
///
/// The file is a table of slots: a number, the length of its name, its name. The length is written last, so a slot
/// that a kill left half made is free.
final class Positions {
    /// The most numbers there can be.
    static final int SLOTS = 4_096;

    private static final int SLOT_BYTES = 208;
    private static final int LENGTH_AT = 8;
    private static final int NAME_AT = 12;
    private static final int MAX_NAME_LENGTH = SLOT_BYTES - NAME_AT;
    private static final VarHandle LONGS =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final MappedByteBuffer table;
    private final AtomicInteger claimed = new AtomicInteger();
    private final Queue<Integer> free = new ConcurrentLinkedQueue<>();
    private final Map<String, Position> positions = new ConcurrentHashMap<>();

    private Positions(MappedByteBuffer table) {
        this.table = table;
    }

    static Positions open(Path file) {
        try (var channel = FileChannel.open(file, CREATE, READ, WRITE)) {
            int size = SLOTS * SLOT_BYTES;
            if (channel.size() < size) {
                // Written, not left sparse, so that no disk is too full for a number to grow.
                var rest = ByteBuffer.allocate((int) (size - channel.size()));
                channel.write(rest, channel.size());
            }
            var positions = new Positions(channel.map(MapMode.READ_WRITE, 0, size));
            positions.load(file);
            return positions;
        } catch (IOException failure) {
            throw new BusException("cannot open the positions of the bus in " + file, failure);
        }
    }

    private void load(Path file) {
        for (int slot = 0; slot < SLOTS; slot++) {
            int at = slot * SLOT_BYTES;
            int length = table.getInt(at + LENGTH_AT);
            if (length == 0) {
                continue;
            }
            if (length < 0 || length > MAX_NAME_LENGTH || table.getLong(at) < 0) {
                throw new BusException(
                        "the positions of the bus in "
                                + file
                                + " are damaged at slot "
                                + slot
                                + "; remove the bus folder to begin anew");
            }
            var name = new byte[length];
            table.get(at + NAME_AT, name);
            while (claimed.get() < slot) {
                free.add(claimed.getAndIncrement());
            }
            claimed.set(slot + 1);
            positions.put(new String(name, US_ASCII), new Position(at));
        }
    }

    boolean has(String name) {
        return positions.containsKey(name);
    }

    /// The number of this name, if there is one.
    Optional<Position> find(String name) {
        return Optional.ofNullable(positions.get(name));
    }

    /// Forgets a number, if there is one of this name. Only the next process uses its slot again, because tasks of this one
    /// may still raise it.
    void forget(String name) {
        var forgotten = positions.remove(name);
        if (forgotten != null) {
            table.putInt(forgotten.at + LENGTH_AT, 0);
        }
    }

    /// The number of this name; a new one is 0.
    Position position(String name) {
        var known = positions.get(name);
        return known != null ? known : positions.computeIfAbsent(name, this::claim);
    }

    /// The names there are, in no particular order.
    List<String> names() {
        return List.copyOf(positions.keySet());
    }

    private Position claim(String name) {
        var bytes = name.getBytes(US_ASCII);
        var freed = free.poll();
        int slot = freed == null ? claimed.getAndIncrement() : freed;
        if (slot >= SLOTS) {
            throw new BusException(
                    "a bus has at most " + SLOTS + " topics, groups and partitions of theirs");
        }
        int at = slot * SLOT_BYTES;
        table.putLong(at, 0);
        table.put(at + NAME_AT, bytes);
        VarHandle.releaseFence();
        table.putInt(at + LENGTH_AT, bytes.length);
        return new Position(at);
    }

    /// One of the numbers. Safe for many tasks.
    final class Position {
        private final int at;

        private Position(int at) {
            this.at = at;
        }

        long value() {
            return (long) LONGS.getVolatile(table, at);
        }

        void raiseTo(long value) {
            long now = value();
            while (now < value && !LONGS.compareAndSet(table, at, now, value)) {
                now = value();
            }
        }
    }
}
