package greenbelt.projection;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.eventstore.Interceptor;
import greenbelt.eventstore.Slice;
import greenbelt.eventstore.StoredEvent;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Takes new events into the readers' versions of all projections: together, in one transaction with their checkpoints.
///
/// So a batch costs one commit, and the read models agree with each other. When that fails because of an event, each
/// projection takes the batch by itself, and the event that one of them cannot take becomes a dead letter of that one:
/// the others have it, and all go on. When a read model has too many, it halts; a process never does.
final class Follower {
    /// The name of the subscription.
    static final String NAME = "projections";

    /// What the transaction is called in traces.
    static final String WHAT = "project";

    /// How often an event is tried by itself before it becomes a dead letter.
    static final int MAX_ATTEMPTS = 3;

    /// The most dead letters of a read model; with more of them it halts, since something else is wrong than an event.
    static final int MAX_DEAD_LETTERS = 1_000;

    private final World world;
    private final Database database;
    private final Map<String, Member> members;
    private final Interceptor interceptor;

    Follower(World world, Database database, List<Member> members, Interceptor interceptor) {
        this.world = world;
        this.database = database;
        this.members = members.stream().collect(toMap(Member::name, identity()));
        this.interceptor = interceptor;
    }

    /// Takes a slice of the log into all projections. Throws when the database cannot; then it is to be handed over again.
    void take(Slice slice) {
        try {
            together(slice);
        } catch (RuntimeException failure) {
            if (!Poison.isBehind(failure)) {
                throw failure;
            }
            following().forEach(version -> alone(version.projection(), slice.events()));
            together(slice); // has nothing left to do but to move what they have in common
        }
    }

    private List<Version> following() {
        return database.read("find projections", VersionTable::following);
    }

    private void together(Slice slice) {
        long last = slice.position();
        database.write(
                WHAT,
                session -> {
                    var works = new ArrayList<Work>();
                    for (var version : VersionTable.following(session)) {
                        works.add(Work.begin(session, member(version), version, world.now()));
                    }
                    take(session, works, slice.events());
                    VersionTable.moveFollowersTo(session, last);
                    session.afterCommit(() -> works.forEach(work -> work.movedTo(last)));
                    return true;
                });
    }

    private Member member(Version version) {
        var member = members.get(version.projection());
        if (member == null) {
            throw new IllegalStateException("nobody knows projection " + version.projection());
        }
        return member;
    }

    /// Each event is handled inside its span; the last of them also pays for writing what has come out of all.
    private void take(Session session, List<Work> works, List<StoredEvent> batch) {
        for (var event : batch) {
            boolean isLast = event.position() == batch.getLast().position();
            Runnable handling =
                    () -> {
                        works.forEach(work -> work.take(event));
                        if (isLast) {
                            works.forEach(work -> work.write(session));
                        }
                    };
            if (works.stream().anyMatch(work -> work.wants(event))) {
                interceptor.intercept(NAME, event, handling);
            } else {
                handling.run();
            }
        }
    }

    private void alone(String projection, List<StoredEvent> events) {
        for (int attempt = 1; ; attempt++) {
            try {
                takeAlone(projection, events);
                return;
            } catch (RuntimeException failure) {
                if (!Poison.isBehind(failure)) {
                    throw failure;
                }
                if (events.size() > 1) {
                    events.forEach(event -> alone(projection, List.of(event)));
                    return;
                }
                if (attempt == MAX_ATTEMPTS) {
                    bury(projection, events.getFirst(), failure);
                    return;
                }
            }
        }
    }

    private void takeAlone(String projection, List<StoredEvent> events) {
        long last = events.getLast().position();
        database.write(
                WHAT + " " + projection,
                session -> {
                    for (var version : VersionTable.following(session)) {
                        if (version.projection().equals(projection) && version.position() < last) {
                            var work = Work.begin(session, member(version), version, world.now());
                            events.forEach(work::take);
                            work.write(session);
                            VersionTable.moveTo(session, version, last);
                            session.afterCommit(() -> work.movedTo(last));
                        }
                    }
                    return true;
                });
    }

    /// Makes the event a dead letter, and steps over it, in one transaction.
    private void bury(String projection, StoredEvent event, RuntimeException failure) {
        database.write(
                "bury an event of " + projection,
                session -> {
                    for (var version : VersionTable.following(session)) {
                        if (version.projection().equals(projection)
                                && version.position() < event.position()) {
                            bury(session, version, event, failure);
                        }
                    }
                    return true;
                });
    }

    private void bury(Session session, Version version, StoredEvent event, RuntimeException why) {
        var member = member(version);
        DeadLetterTable.insert(
                session,
                List.of(DeadLetter.of(member.name(), event, why, MAX_ATTEMPTS, world.now())));
        VersionTable.moveTo(session, version, event.position());
        long count = DeadLetterTable.count(session, member.name());
        boolean halts =
                member.projection().kind() == Projection.Kind.READ_MODEL
                        && count > MAX_DEAD_LETTERS;
        var reason = "it has more than " + MAX_DEAD_LETTERS + " dead letters: build it anew";
        if (halts) {
            VersionTable.halt(session, version, reason);
        }
        session.afterCommit(() -> {
            member.deadLetters(count);
            var moved = version.at(event.position());
            member.changed(halts ? moved.because(reason) : moved);
        });
    }
}
