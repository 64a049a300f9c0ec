package greenbelt.shard.move;

import greenbelt.database.Database;
import greenbelt.shard.store.TableRows;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The rows of one table in several databases, in key order, read a chunk at a time.
final class KeyOrder {
    private final TableRows table;
    private final int chunk;
    private final List<Part> parts;

    KeyOrder(TableRows table, Collection<Database> databases, int chunk) {
        this.table = table;
        this.chunk = chunk;
        this.parts = databases.stream().map(Part::new).toList();
    }

    /// The key of the next row, if there is one.
    Optional<RowKey> key() {
        return parts.stream().flatMap(part -> part.key().stream()).min(RowKey::compareTo);
    }

    /// Takes the rows with this key: several when it is in several databases.
    List<List<Object>> take(RowKey key) {
        return parts.stream()
                .filter(part -> part.key().filter(key::equals).isPresent())
                .map(Part::take)
                .toList();
    }

    private final class Part {
        private final Database database;
        private final Deque<List<Object>> waiting = new ArrayDeque<>();
        private List<Object> last = List.of();
        private boolean ended;

        Part(Database database) {
            this.database = database;
        }

        Optional<RowKey> key() {
            if (waiting.isEmpty() && !ended) {
                waiting.addAll(
                        database.read("verify rows", session -> table.after(session, last, chunk)));
                ended = waiting.isEmpty();
                if (!ended) {
                    last = table.keyOf(waiting.getLast());
                }
            }
            return waiting.isEmpty()
                    ? Optional.empty()
                    : Optional.of(RowKey.of(table.table().name(), table.keyOf(waiting.getFirst())));
        }

        List<Object> take() {
            return waiting.removeFirst();
        }
    }
}
