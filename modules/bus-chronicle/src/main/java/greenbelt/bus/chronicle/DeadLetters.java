package greenbelt.bus.chronicle;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.openhft.chronicle.bytes.Bytes;

/// What groups have given up: a queue of its own, and the latest letters in memory. That a letter was handled after all
/// is a record of its own, after which it is none any more.
final class DeadLetters {
    /// The most letters of a group that are kept in memory; the oldest make room for new ones.
    static final int MAX_LETTERS = 10_000;

    private static final int ENTRIES_PER_READ = 256;

    private final QueueTask<Entry> queue;

    /// Touched only by the task of the queue.
    private final Map<Address, Book> books = new HashMap<>();

    DeadLetters(Queues queues) {
        queue = queues.task("dead-letters", new EntryFormat(), this::load);
    }

    private void load(RecordQueue<Entry> open) {
        books.clear();
        long read = 0;
        while (read < open.end()) {
            var entries = open.read(read, ENTRIES_PER_READ);
            entries.forEach(this::load);
            read += entries.size();
        }
    }

    private void load(Entry entry) {
        switch (entry) {
            case GivenUp(var address, var letter) -> book(address).add(letter);
            case Handled(var address, var position) -> book(address).remove(position);
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
                    if (book.lacks(letter)) {
                        open.append(new GivenUp(address, letter));
                        book.add(letter);
                    }
                    return book.count;
                });
    }

    void handled(Topic topic, Group group, long position) {
        var address = new Address(topic, group);
        var _ =
                queue.ask(open -> {
                    var book = book(address);
                    if (book.letters.containsKey(position)) {
                        open.append(new Handled(address, position));
                        book.remove(position);
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

    private sealed interface Entry {}

    private record GivenUp(Address address, DeadLetter letter) implements Entry {}

    private record Handled(Address address, long position) implements Entry {}

    /// The letters of one group.
    private static final class Book {
        private final TreeMap<Long, DeadLetter> letters = new TreeMap<>();
        private long count;

        boolean lacks(DeadLetter letter) {
            var known = letters.get(letter.position());
            return known == null || known.attempts() < letter.attempts();
        }

        void remove(long position) {
            if (letters.remove(position) != null) {
                count--;
            }
        }

        void add(DeadLetter letter) {
            if (letters.put(letter.position(), letter) == null) {
                count++;
            }
            if (letters.size() > MAX_LETTERS) {
                letters.pollFirstEntry();
            }
        }
    }

    /// No attempts stand for a letter that was handled.
    private static final class EntryFormat implements RecordFormat<Entry> {
        private static final int HANDLED = 0;

        @Override
        public void write(Entry value, Bytes<?> to) {
            switch (value) {
                case GivenUp(var address, var letter) -> {
                    write(address, letter.position(), letter.attempts(), to);
                    to.writeUtf8(letter.reason());
                    EnvelopeFormat.INSTANCE.write(letter.message(), to);
                }
                case Handled(var address, var position) -> write(address, position, HANDLED, to);
            }
        }

        private static void write(Address address, long position, int attempts, Bytes<?> to) {
            to.writeUtf8(address.topic.name());
            to.writeUtf8(address.group.name());
            to.writeLong(position);
            to.writeInt(attempts);
        }

        @Override
        public Entry read(Bytes<?> from) {
            var topic = new Topic(EnvelopeFormat.text(from));
            var group = new Group(EnvelopeFormat.text(from));
            var address = new Address(topic, group);
            long position = from.readLong();
            int attempts = from.readInt();
            if (attempts == HANDLED) {
                return new Handled(address, position);
            }
            var reason = EnvelopeFormat.text(from);
            var message = EnvelopeFormat.INSTANCE.read(from);
            return new GivenUp(address, new DeadLetter(position, attempts, reason, message));
        }
    }
}
