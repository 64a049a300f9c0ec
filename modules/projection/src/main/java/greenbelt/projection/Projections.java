package greenbelt.projection;

import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.eventstore.EventStore;
import greenbelt.eventstore.Interceptor;
import greenbelt.eventstore.Subscription;
import greenbelt.projection.Version.Role;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// The projections of a service: keeps them up to date, and builds read models anew while they are read.
///
/// Checkpoints are in the transactions that change the read models, so each event counts once, however often the node
/// crashes, and also when a commit was made whose answer was lost. To build a read model anew, its tables are made a
/// second time, under the next version's name, and filled from the first event (Martin Fowler, BlueGreenDeployment,
/// 2010); a switch changes which of them is read from one read to the next. For tasks, of which there may be many.
public final class Projections {
    /// For the schema of the database that the read models are in; their own tables come by themselves.
    public static final List<String> TABLES = List.of(VersionTable.CREATE, DeadLetterTable.CREATE);

    private final Parts parts;
    private final Map<String, Member> members;
    private final Subscription subscription;
    private final BlueGreen blueGreen;
    private final InlineProjections inline;

    /// What projections stand on.
    ///
    /// @param database opened with [#TABLES]
    /// @param interceptor stands around the handling of each event
    public record Parts(
            World world,
            Node node,
            EventStore store,
            Database database,
            Interceptor interceptor,
            Batches batches) {}

    private Projections(Parts parts, InlineProjections inline, Opened opened) {
        this.parts = parts;
        this.inline = inline;
        this.members = new ConcurrentSkipListMap<>();
        opened.members().forEach(member -> members.put(member.name(), member));
        var follower =
                new Follower(
                        parts.world(), parts.database(), opened.members(), parts.interceptor());
        this.subscription =
                Subscription.inSlices(
                                parts.world(),
                                parts.store(),
                                Follower.NAME,
                                opened.start(),
                                follower::take)
                        .inBatchesOf(parts.batches().following())
                        .withoutGivingUp();
        this.blueGreen = new BlueGreen(parts.world(), parts.database(), this::build);
    }

    /// Runs projections in tasks of the node, from where they stopped, or from the first event. To be called by a task.
    ///
    /// A read model that is beyond the end of the log belongs to other events: it halts, and can be built anew. Throws
    /// [greenbelt.eventstore.EventStoreException] when that befalls a process.
    ///
    /// @param inline those that are written with the events; their names are others
    public static Projections start(
            Parts parts, InlineProjections inline, List<Projection> projections) {
        var opened = new Opening(parts).open(projections);
        var started = new Projections(parts, inline, opened);
        parts.node().spawn(Follower.NAME, started.subscription::run);
        opened.members().forEach(started.blueGreen::goOn);
        return started;
    }

    /// Runs projections of which none is written with the events.
    public static Projections start(Parts parts, List<Projection> projections) {
        return start(parts, InlineProjections.none(), projections);
    }

    private Building build(Member member, Version next) {
        var rebuild = new Rebuild(parts, member, next);
        parts.node().spawn("rebuild " + member.name(), rebuild::run);
        return rebuild;
    }

    /// Their names, sorted.
    public List<String> names() {
        var names = new TreeSet<>(members.keySet());
        names.addAll(inline.names());
        return List.copyOf(names);
    }

    /// Reads a read model: all of one version, whatever is built or switched meanwhile.
    ///
    /// @param what names it in traces, such as `list orders`
    public <T> T read(String projection, String what, BiFunction<Session, Tables, T> reader) {
        return keeper(projection).read(member(projection), what, reader);
    }

    /// Runs `work` for the tables of each version that there is, also of those that are not read: to erase what nobody may
    /// know any more. In a transaction of the read models' database.
    public void inEachVersion(Session session, String projection, Consumer<Tables> work) {
        mustFollow(projection);
        VersionTable.of(session, projection).stream()
                .filter(version -> !version.is(Role.CANCELLED))
                .map(Version::tables)
                .forEach(work);
    }

    /// Waits until readers of these projections see everything up to a position; answers at the latest after `patience`.
    ///
    /// For reading what one has written oneself: the position is that of the append's result.
    public Awaited awaitAppend(Collection<String> projections, long position, Duration patience) {
        var world = parts.world();
        long end = world.nanoTime() + patience.toNanos();
        var reasons = new ArrayList<Awaited.Reason>();
        for (var name : projections) {
            var member = member(name);
            if (inline.has(name)) {
                continue;
            }
            if (!reaches(member, position, Duration.ofNanos(Math.max(0, end - world.nanoTime())))) {
                reasons.add(stuck(member));
            } else if (member.deadLetters() > 0 && isBuried(name, position)) {
                reasons.add(
                        new Awaited.Reason(
                                name, position, "event %d is a dead letter".formatted(position)));
            }
        }
        return reasons.isEmpty() ? new Awaited.Visible() : new Awaited.Stuck(reasons);
    }

    private boolean reaches(Member member, long position, Duration patience) {
        if (member.current().position() >= position) {
            return true;
        }
        return member.current().halted().isEmpty()
                && subscription.awaitApplied(position, patience)
                && member.current().halted().isEmpty();
    }

    private Awaited.Reason stuck(Member member) {
        var says =
                member.current()
                        .halted()
                        .or(() ->
                                subscription.status().state().isWell()
                                        ? Optional.empty()
                                        : subscription.status().lastError())
                        .orElse("it has not come further in time");
        return new Awaited.Reason(member.name(), member.current().position(), says);
    }

    private boolean isBuried(String projection, long position) {
        return deadLetters(projection).stream().anyMatch(letter -> letter.position() == position);
    }

    /// Begins to build a read model anew, beside the one that is read. It goes on after a crash, and follows when it is done.
    public Rebuilt rebuild(String projection) {
        return keeper(projection)
                .rebuild(member(projection), parts.store().durablePosition().value());
    }

    /// Waits until the next version is built, or cannot be; answers whether there is no more to wait for, within `patience`.
    public boolean awaitBuilt(String projection, Duration patience) {
        return keeper(projection).awaitBuilt(member(projection), patience);
    }

    /// Has readers see the next version, as soon as it is built and has come as far as what they see now.
    ///
    /// @param patience how long to wait for that
    public Switched switchOver(String projection, Duration patience) {
        return keeper(projection).switchOver(member(projection), patience);
    }

    /// Gives up the next version, built or not; answers which that was, if there was one.
    public Optional<Long> cancel(String projection) {
        return keeper(projection).cancel(member(projection));
    }

    /// What a projection could not take, in the order of the log; of an inline one there is nothing.
    public List<DeadLetter> deadLetters(String projection) {
        member(projection);
        return parts.database()
                .read("list dead letters", session -> DeadLetterTable.of(session, projection));
    }

    /// Hands the dead letters of a projection to it again, each stream's in their order.
    public Redriven redrive(String projection) {
        return inline.has(projection)
                ? new Redriven(projection, 0, 0)
                : new Redrive(parts, member(projection)).run();
    }

    /// Each version of each projection, by name, the readers' first. Answers also while the database is ill.
    public List<ProjectionStatus> status() {
        var statuses =
                Statuses.of(
                        members.values(),
                        blueGreen,
                        parts.batches(),
                        subscription.status(),
                        parts.store().durablePosition().value());
        statuses.addAll(inline.status());
        statuses.sort(Comparator.comparing(ProjectionStatus::name)); // stable
        return List.copyOf(statuses);
    }

    /// How far the readers' versions have come together.
    public Subscription follower() {
        return subscription;
    }

    private BlueGreen keeper(String projection) {
        return inline.has(projection) ? inline.blueGreen() : blueGreen;
    }

    private Member member(String projection) {
        return inline.has(projection) ? inline.member(projection) : mustFollow(projection);
    }

    private Member mustFollow(String projection) {
        var member = members.get(projection);
        if (member == null) {
            throw new IllegalArgumentException(
                    "there is no projection \"%s\"; there are %s"
                            .formatted(projection, String.join(", ", names())));
        }
        return member;
    }

    /// What was found in the database.
    ///
    /// @param start where the followers begin
    record Opened(List<Member> members, long start) {
        Opened {
            members = List.copyOf(members);
        }
    }
}
