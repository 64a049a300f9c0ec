package greenbelt.eventstore;

import greenbelt.event.MessageId;
import greenbelt.eventstore.AppendResult.Appended;
import greenbelt.eventstore.MultiAppendResult.AllAppended;
import greenbelt.eventstore.StreamChange.Changed;
import greenbelt.eventstore.StreamChange.NoSuchStream;
import greenbelt.world.VirtualWorld;
import greenbelt.world.Watermark;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What an event store is, in the fewest lines: a log and what is known of each stream. The specification, and a store
/// for tests.
///
/// Everything is durable at once. For the virtual world, where one task runs at a time and nothing needs a lock.
public final class MemoryEventStore implements EventStore {
    private final VirtualWorld world;
    private final NavigableMap<Long, StoredEvent> log = new TreeMap<>();
    private final NavigableMap<String, StreamInfo> streams = new TreeMap<>();
    private final Watermark durablePosition;
    private final AppendRule rule;
    private final Inline<MemoryEventStore> inline;
    private final int stride;

    public MemoryEventStore(VirtualWorld world) {
        this(world, AppendRule.NONE, Inline.nothing());
    }

    /// A store that takes only what `rule` lets pass, and what `inline` can take.
    ///
    /// @param inline is handed the store as it was before; there is nothing to undo when it throws before it has changed
    ///     anything
    public MemoryEventStore(VirtualWorld world, AppendRule rule, Inline<MemoryEventStore> inline) {
        this(world, rule, inline, 1);
    }

    private MemoryEventStore(
            VirtualWorld world, AppendRule rule, Inline<MemoryEventStore> inline, int stride) {
        this.world = world;
        this.rule = rule;
        this.inline = inline;
        this.stride = stride;
        this.durablePosition = world.watermark("durable position", 0);
    }

    /// A store that uses only each `stride`th position, as one on a sequence of its database may: for tests of readers, who
    /// may not rely on positions being dense.
    ///
    /// @param stride from one position to the next, at least 1
    public static MemoryEventStore sparse(VirtualWorld world, int stride) {
        if (stride < 1) {
            throw new IllegalArgumentException("stride must be >= 1, was " + stride);
        }
        return new MemoryEventStore(world, AppendRule.NONE, Inline.nothing(), stride);
    }

    @Override
    public MultiAppendResult appendAll(List<StreamAppend> appends) {
        var together = StreamAppend.together(appends);
        together.forEach(append -> rule.check(append.events()));
        world.step("before append");
        var result = appendAtOnce(together);
        world.step("after append");
        return result;
    }

    private MultiAppendResult appendAtOnce(List<StreamAppend> appends) {
        return switch (new Admission(this::withId, this::head).judge(appends)) {
            case Admission.Verdict.Repeated(var first) -> first;
            case Admission.Verdict.Rejected(var why) -> why;
            case Admission.Verdict.Fresh() -> {
                writeInline(appends);
                yield new AllAppended(appends.stream().map(this::appendAtOnce).toList());
            }
        };
    }

    private void writeInline(List<StreamAppend> appends) {
        var events = new ArrayList<StoredEvent>();
        long position = durablePosition.value();
        for (var append : appends) {
            var placed = placed(append, position);
            events.addAll(placed);
            position = placed.getLast().position();
        }
        try {
            inline.write(this, events);
        } catch (RuntimeException refusal) {
            throw new EventStoreException("append to " + appends.getFirst().stream(), refusal);
        }
    }

    /// The events of an append, in the places that they get after `position`.
    private List<StoredEvent> placed(StreamAppend append, long position) {
        long version = head(append.stream()).version();
        var events = new ArrayList<StoredEvent>();
        for (var event : append.events()) {
            position += stride;
            events.add(new StoredEvent(position, append.stream(), ++version, event));
        }
        return events;
    }

    private Appended appendAtOnce(StreamAppend append) {
        var events = placed(append, durablePosition.value());
        events.forEach(event -> log.put(event.position(), event));
        var last = events.getLast();
        streams.put(append.stream().value(), after(append.stream(), events.getFirst(), last));
        durablePosition.advanceTo(last.position());
        return new Appended(last.version(), last.position());
    }

    private StreamInfo after(StreamId stream, StoredEvent first, StoredEvent last) {
        var before = stream(stream);
        return new StreamInfo(
                stream,
                StreamState.OPEN,
                last.version(),
                last.version(),
                before.map(StreamInfo::firstPosition).orElse(first.position()),
                last.position(),
                before.map(StreamInfo::created).orElse(first.event().time()),
                before.map(StreamInfo::metadata).orElse(""));
    }

    private Optional<StoredEvent> withId(MessageId id) {
        return log.values().stream().filter(old -> old.event().id().equals(id)).findFirst();
    }

    private Admission.Head head(StreamId stream) {
        return stream(stream)
                .map(known -> new Admission.Head(known.version(), known.state()))
                .orElse(Admission.Head.NONE);
    }

    @Override
    public List<StoredEvent> read(StreamId stream, long version, int limit) {
        return of(stream, log.values(), limit, event -> event.version() > version);
    }

    @Override
    public List<StoredEvent> readBackward(StreamId stream, long version, int limit) {
        return of(stream, log.descendingMap().values(), limit, event -> event.version() < version);
    }

    private static List<StoredEvent> of(
            StreamId stream,
            Collection<StoredEvent> log,
            int limit,
            Predicate<StoredEvent> wanted) {
        return log.stream()
                .filter(event -> event.stream().equals(stream))
                .filter(wanted)
                .limit(bounded(limit))
                .toList();
    }

    @Override
    public Slice readAll(long position, int limit, EventFilter filter) {
        var found = matching(log.tailMap(position, false).values(), limit, filter);
        return new Slice(
                found,
                found.size() < bounded(limit)
                        ? Math.max(position, durablePosition.value())
                        : found.getLast().position());
    }

    @Override
    public Slice readAllBackward(long position, int limit, EventFilter filter) {
        var found = matching(log.headMap(position, false).descendingMap().values(), limit, filter);
        return new Slice(found, found.size() < bounded(limit) ? 0 : found.getLast().position());
    }

    private List<StoredEvent> matching(
            Collection<StoredEvent> events, int limit, EventFilter filter) {
        return events.stream()
                .filter(filter::admits)
                .filter(event -> filter.archivedToo() || isOpen(event.stream()))
                .limit(bounded(limit))
                .toList();
    }

    private static int bounded(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be >= 1, was " + limit);
        }
        return Math.min(limit, MAX_EVENTS_PER_READ);
    }

    private boolean isOpen(StreamId stream) {
        return head(stream).state() == StreamState.OPEN;
    }

    @Override
    public Optional<StreamInfo> stream(StreamId stream) {
        return Optional.ofNullable(streams.get(stream.value()));
    }

    @Override
    public List<StreamInfo> streams(String prefix, String after, int limit) {
        return streams.tailMap(after, false).values().stream()
                .filter(stream -> stream.stream().value().startsWith(prefix))
                .limit(bounded(limit))
                .toList();
    }

    @Override
    public StreamChange describe(StreamId stream, String metadata) {
        StreamInfo.checkMetadata(metadata);
        return change(stream, known -> known.describedAs(metadata));
    }

    @Override
    public StreamChange archive(StreamId stream, Expected expected) {
        return change(stream, known -> known.archived(expected));
    }

    @Override
    public StreamChange delete(StreamId stream, Expected expected) {
        return change(stream, known -> known.deleted(expected));
    }

    private StreamChange change(StreamId stream, Function<StreamInfo, StreamChange> change) {
        world.step("before change of stream");
        var result = stream(stream).map(change).orElseGet(() -> new NoSuchStream(stream));
        if (result instanceof Changed(var changed)) {
            streams.put(stream.value(), changed);
            if (changed.state() == StreamState.DELETED) {
                log.values().removeIf(event -> event.stream().equals(stream));
            }
        }
        world.step("after change of stream");
        return result;
    }

    @Override
    public SortedSet<EventShape> shapes() {
        return log.values().stream()
                .map(StoredEvent::event)
                .map(EventShape::of)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Override
    public OptionalLong edition() {
        return OptionalLong.of(
                streams.values().stream()
                        .mapToLong(info -> info.state().mark(info.stream()))
                        .sum());
    }

    @Override
    public Watermark durablePosition() {
        return durablePosition;
    }
}
