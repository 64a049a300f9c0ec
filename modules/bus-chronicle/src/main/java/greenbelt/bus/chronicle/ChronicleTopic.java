package greenbelt.bus.chronicle;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.BusException;
import greenbelt.bus.BusLog.GroupLog;
import greenbelt.bus.BusLog.TopicLog;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.bus.chronicle.Positions.Position;
import greenbelt.event.Envelope;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// One topic: its queue, its last messages, and its groups' share of the positions.
final class ChronicleTopic implements TopicLog {
    /// The most messages read from the disk at once.
    private static final int MAX_READ = 256;

    private static final long UNKNOWN = -1;

    private final Topic topic;
    private final Positions positions;
    private final DeadLetters deadLetters;
    private final QueueTask<Envelope> queue;
    private final Recent recent = new Recent();
    private final AtomicLong end = new AtomicLong(UNKNOWN);
    private volatile Runnable appended = () -> {};

    ChronicleTopic(Topic topic, Queues queues, Positions positions, DeadLetters deadLetters) {
        this.topic = topic;
        this.positions = positions;
        this.deadLetters = deadLetters;
        this.queue = queues.task("topics/" + topic, EnvelopeFormat.INSTANCE, this::opened);
    }

    private void opened(RecordQueue<Envelope> open) {
        for (var group : groups()) {
            long acknowledged = group(group).acknowledged();
            if (acknowledged > open.end()) {
                throw new BusException(
                        "group %s has acknowledged %d messages of topic %s, which has only %d:"
                                        .formatted(group, acknowledged, topic, open.end())
                                + " messages were lost from the disk;"
                                + " remove the bus folder to begin anew");
            }
        }
        end.set(open.end());
    }

    void onAppend(Runnable callback) {
        appended = callback;
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

    @Override
    public long append(Envelope message) {
        return queue.ask(open -> {
            long position = open.append(message);
            recent.add(position, message);
            end.set(position);
            appended.run();
            return position;
        });
    }

    @Override
    public long end() {
        long known = end.get();
        return known == UNKNOWN ? queue.ask(RecordQueue::end) : known;
    }

    @Override
    public List<Envelope> read(long after, int limit) {
        if (after >= end()) {
            return List.of();
        }
        var messages = recent.read(after, limit);
        return messages.isEmpty()
                ? queue.ask(open -> open.read(after, Math.min(limit, MAX_READ)))
                : messages;
    }

    @Override
    public GroupLog group(Group group) {
        return new ChronicleGroup(
                topic, group, positions.position(topic + "~" + group), deadLetters);
    }

    @Override
    public List<Group> groups() {
        var prefix = topic + "~";
        return positions.names().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> new Group(name.substring(prefix.length())))
                .toList();
    }

    /// What is remembered about one group.
    private record ChronicleGroup(
            Topic topic, Group group, Position position, DeadLetters deadLetters)
            implements GroupLog {
        @Override
        public long acknowledged() {
            return position.value();
        }

        @Override
        public void acknowledge(long to) {
            position.raiseTo(to);
        }

        @Override
        public void giveUp(DeadLetter letter) {
            deadLetters.add(topic, group, letter);
        }

        @Override
        public void handled(long letterPosition) {
            deadLetters.handled(topic, group, letterPosition);
        }

        @Override
        public long deadLetterCount() {
            return deadLetters.count(topic, group);
        }

        @Override
        public List<DeadLetter> deadLetters(int limit) {
            return deadLetters.read(topic, group, limit);
        }
    }
}
