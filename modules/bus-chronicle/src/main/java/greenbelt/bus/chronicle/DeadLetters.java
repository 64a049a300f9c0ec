package greenbelt.bus.chronicle;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.DeadLetterFilter;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// What groups have given up: a queue of its own, and the latest letters in memory. That a letter was handled after all
/// is a record of its own, after which it is none any more.
final class DeadLetters {
    /// The most letters of a group that are kept in memory; the oldest make room for new ones.
    static final int MAX_LETTERS = 10_000;

    private static final int ENTRIES_PER_READ = 256;

    /// The position that stands for all of a group.
    private static final long EVERY = 0;

    private static final LetterFormat FORMAT = new LetterFormat();

    private final QueueTask queue;

    /// Touched only by the task of the queue.
    private final Map<Address, Book> books = new HashMap<>();

    DeadLetters(Queues queues) {
        queue = queues.task("dead-letters", this::load);
    }

    private void load(RecordQueue open) {
        books.clear();
        long read = 0;
        while (read < open.end()) {
            var entries = new ArrayList<Entry>();
            for (var excerpt : open.read(read, ENTRIES_PER_READ)) {
                excerpt.unpack(FORMAT, read, Integer.MAX_VALUE, entries);
            }
            entries.forEach(this::load);
            read += entries.size();
        }
    }

    private void load(Entry entry) {
        switch (entry) {
            case GivenUp(var letter) -> book(Address.of(letter)).add(letter);
            case Handled(var address, var position) -> handled(address, position);
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

    /// @param isRemoved whether its group is there no more; then nothing is added
    void add(DeadLetter letter, BooleanSupplier isRemoved) {
        var _ =
                queue.ask(open -> {
                    var book = book(Address.of(letter));
                    if (!isRemoved.getAsBoolean() && book.lacks(letter)) {
                        open.mustHaveRoom();
                        open.append(Pack.of(new GivenUp(letter), FORMAT));
                        book.add(letter);
                    }
                    return book.count;
                });
    }

    /// Forgets all letters of a group.
    void forget(Topic topic, Group group) {
        var address = new Address(topic, group);
        var _ =
                queue.ask(open -> {
                    if (book(address).count > 0) {
                        open.mustHaveRoom();
                        open.append(Pack.of(new Handled(address, EVERY), FORMAT));
                    }
                    handled(address, EVERY);
                    return open.end();
                });
    }

    private void handled(Address address, long position) {
        if (position == EVERY) {
            books.remove(address);
        } else {
            book(address).remove(position);
        }
    }

    void handled(Topic topic, Group group, long position) {
        var address = new Address(topic, group);
        var _ =
                queue.ask(open -> {
                    var book = book(address);
                    if (book.letters.containsKey(position)) {
                        open.mustHaveRoom();
                        open.append(Pack.of(new Handled(address, position), FORMAT));
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
        public void write(Entry value, Pack to) {
            switch (value) {
                case GivenUp(var letter) -> {
                    var at = letter.at();
                    write(Address.of(letter), letter.position(), letter.attempts(), to);
                    to.putInt(letter.partition());
                    to.putLong(at.getEpochSecond());
                    to.putInt(at.getNano());
                    to.putText(letter.error());
                    EnvelopeFormat.write(letter.message(), to);
                }
                case Handled(var address, var position) -> write(address, position, HANDLED, to);
            }
        }

        private static void write(Address address, long position, int attempts, Pack to) {
            to.putText(address.topic.name());
            to.putText(address.group.name());
            to.putLong(position);
            to.putInt(attempts);
        }

        @Override
        public Entry read(long record, ByteBuffer from) {
            var topic = new Topic(Pack.text(from));
            var group = new Group(Pack.text(from));
            long position = from.getLong();
            int attempts = from.getInt();
            if (attempts == HANDLED) {
                return new Handled(new Address(topic, group), position);
            }
            return new GivenUp(
                    new DeadLetter(
                            topic,
                            group,
                            from.getInt(),
                            position,
                            attempts,
                            Instant.ofEpochSecond(from.getLong(), from.getInt()),
                            Pack.text(from),
                            EnvelopeFormat.read(from)));
        }
    }
}
