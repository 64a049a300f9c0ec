package greenbelt.bus.chronicle;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.openhft.chronicle.bytes.Bytes;

/// What groups have given up: a queue of its own, and the latest letters in memory.
final class DeadLetters {
    /// The most letters of a group that are kept in memory; the oldest make room for new ones.
    static final int MAX_LETTERS = 10_000;

    private static final int LETTERS_PER_READ = 256;

    private final QueueTask<GivenUp> queue;

    /// Touched only by the task of the queue.
    private final Map<Address, Book> books = new HashMap<>();

    DeadLetters(Queues queues) {
        queue = queues.task("dead-letters", new GivenUpFormat(), this::load);
    }

    private void load(RecordQueue<GivenUp> open) {
        books.clear();
        long read = 0;
        while (read < open.end()) {
            var letters = open.read(read, LETTERS_PER_READ);
            letters.forEach(letter -> book(letter.address).add(letter.letter));
            read += letters.size();
        }
    }

    void ping() {
        var _ =
                queue.ask(open -> {
                    open.mustHaveRoom();
                    return open.end();
                });
    }

    void close() {
        queue.close();
    }

    void add(Topic topic, Group group, DeadLetter letter) {
        var address = new Address(topic, group);
        var _ =
                queue.ask(open -> {
                    var book = book(address);
                    if (!book.letters.containsKey(letter.position())) {
                        open.append(new GivenUp(address, letter));
                        book.add(letter);
                    }
                    return book.count;
                });
    }

    long count(Topic topic, Group group) {
        return queue.ask(open -> book(new Address(topic, group)).count);
    }

    List<DeadLetter> read(Topic topic, Group group, int limit) {
        return queue.ask(open ->
                book(new Address(topic, group)).letters.values().stream().limit(limit).toList());
    }

    private Book book(Address address) {
        return books.computeIfAbsent(address, key -> new Book());
    }

    private record Address(Topic topic, Group group) {}

    private record GivenUp(Address address, DeadLetter letter) {}

    /// The letters of one group.
    private static final class Book {
        private final TreeMap<Long, DeadLetter> letters = new TreeMap<>();
        private long count;

        void add(DeadLetter letter) {
            if (letters.put(letter.position(), letter) == null) {
                count++;
            }
            if (letters.size() > MAX_LETTERS) {
                letters.pollFirstEntry();
            }
        }
    }

    private static final class GivenUpFormat implements RecordFormat<GivenUp> {
        @Override
        public void write(GivenUp value, Bytes<?> to) {
            to.writeUtf8(value.address.topic.name());
            to.writeUtf8(value.address.group.name());
            to.writeLong(value.letter.position());
            to.writeInt(value.letter.attempts());
            to.writeUtf8(value.letter.reason());
            EnvelopeFormat.INSTANCE.write(value.letter.message(), to);
        }

        @Override
        public GivenUp read(Bytes<?> from) {
            var topic = new Topic(EnvelopeFormat.text(from));
            var group = new Group(EnvelopeFormat.text(from));
            var letter =
                    new DeadLetter(
                            from.readLong(),
                            from.readInt(),
                            EnvelopeFormat.text(from),
                            EnvelopeFormat.INSTANCE.read(from));
            return new GivenUp(new Address(topic, group), letter);
        }
    }
}
