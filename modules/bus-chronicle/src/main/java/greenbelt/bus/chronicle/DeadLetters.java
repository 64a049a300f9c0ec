package greenbelt.bus.chronicle;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.DeadLetterFilter;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import java.time.Instant;
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
        queue = queues.task("dead-letters", new LetterFormat(), this::load);
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
            case GivenUp(var letter) -> book(Address.of(letter)).add(letter);
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

    void add(DeadLetter letter) {
        var _ =
                queue.ask(open -> {
                    var book = book(Address.of(letter));
                    if (book.lacks(letter)) {
                        open.mustHaveRoom();
                        open.append(new GivenUp(letter));
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
                        open.mustHaveRoom();
                        open.append(new Handled(address, position));
                        book.remove(position);
                    }
                    return book.count;
                });
    }

    long count(Topic topic, Group group) {
        return queue.ask(open -> book(new Address(topic, group)).count);
    }

    List<DeadLetter> read(Topic topic, Group group, DeadLetterFilter filter, int limit) {
        return queue.ask(open ->
                book(new Address(topic, group)).letters.values().stream()
                        .filter(filter::matches)
                        .limit(limit)
                        .toList());
    }

    private Book book(Address address) {
        return books.computeIfAbsent(address, key -> new Book());
    }

    private record Address(Topic topic, Group group) {
        static Address of(DeadLetter letter) {
            return new Address(letter.topic(), letter.group());
        }
    }

    private sealed interface Entry {}

    private record GivenUp(DeadLetter letter) implements Entry {}

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
    private static final class LetterFormat implements RecordFormat<Entry> {
        private static final int HANDLED = 0;

        @Override
        public void write(Entry value, Bytes<?> to) {
            switch (value) {
                case GivenUp(var letter) -> {
                    var at = letter.at();
                    write(Address.of(letter), letter.position(), letter.attempts(), to);
                    to.writeInt(letter.partition());
                    to.writeLong(at.getEpochSecond());
                    to.writeInt(at.getNano());
                    EnvelopeFormat.write(letter.error(), to);
                    EnvelopeFormat.write(letter.message(), to);
                }
                case Handled(var address, var position) -> write(address, position, HANDLED, to);
            }
        }

        private static void write(Address address, long position, int attempts, Bytes<?> to) {
            EnvelopeFormat.write(address.topic.name(), to);
            EnvelopeFormat.write(address.group.name(), to);
            to.writeLong(position);
            to.writeInt(attempts);
        }

        @Override
        public Entry read(long record, Bytes<?> from) {
            var topic = new Topic(EnvelopeFormat.text(from));
            var group = new Group(EnvelopeFormat.text(from));
            long position = from.readLong();
            int attempts = from.readInt();
            if (attempts == HANDLED) {
                return new Handled(new Address(topic, group), position);
            }
            return new GivenUp(
                    new DeadLetter(
                            topic,
                            group,
                            from.readInt(),
                            position,
                            attempts,
                            Instant.ofEpochSecond(from.readLong(), from.readInt()),
                            EnvelopeFormat.text(from),
                            EnvelopeFormat.read(from)));
        }
    }
}
