package greenbelt.shard.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Rows of several sources, each in order, in that order: a k-way merge that keeps one row of each.
///
/// Rows that compare as equal come in the order of their sources; with no order at all, one source comes after the other.
final class Merged implements RowSource {
    private final List<? extends RowSource> sources;
    private final Comparator<@Nullable Object[]> order;
    private final boolean ordered;
    private final Queue<Head> heads;
    private @Nullable Head head;
    private boolean started;

    Merged(List<? extends RowSource> sources, RowOrder order) {
        this.sources = List.copyOf(sources);
        this.order = order;
        this.ordered = !order.keys().isEmpty();
        this.heads =
                ordered
                        ? new PriorityQueue<>(
                                Comparator.comparing((Head one) -> one.source().row(), this.order)
                                        .thenComparingInt(Head::place))
                        : new ArrayDeque<>();
    }

    private record Head(int place, RowSource source) {}

    @Override
    public boolean advance() {
        if (!started) {
            start();
        } else if (head != null) {
            enter(head);
        }
        head = heads.poll();
        if (!ordered) {
            while (head != null && !head.source().advance()) {
                head = heads.poll();
            }
        }
        return head != null;
    }

    private void start() {
        started = true;
        for (int i = 0; i < sources.size(); i++) {
            enter(new Head(i, sources.get(i)));
        }
    }

    private void enter(Head one) {
        if (!ordered) {
            pushBack(one);
        } else if (one.source().advance()) {
            heads.add(one);
        }
    }

    /// The one that was read from goes on being read from.
    private void pushBack(Head one) {
        if (one.equals(head)) {
            ((ArrayDeque<Head>) heads).addFirst(one);
        } else {
            heads.add(one);
        }
    }

    @Override
    public @Nullable Object[] row() {
        if (head == null) {
            throw new IllegalStateException("not at a row");
        }
        return head.source().row();
    }

    @Override
    public void close() {
        new ArrayList<>(sources).forEach(RowSource::close);
    }
}
