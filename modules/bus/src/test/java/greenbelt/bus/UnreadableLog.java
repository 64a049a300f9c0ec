package greenbelt.bus;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Bus.Entry;
import greenbelt.event.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A log of one topic and one group that throws whenever it is read.
final class UnreadableLog implements BusLog, BusLog.TopicLog, BusLog.GroupLog {
    private final List<Topic> topics = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();

    @Override
    public TopicLog topic(Topic topic, int partitions, Runnable appended) {
        topics.add(topic);
        return this;
    }

    @Override
    public List<Topic> topics() {
        return topics;
    }

    @Override
    public void ping() {}

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public long end(int partition) {
        return 1;
    }

    @Override
    public long append(List<Envelope> messages) {
        return 1;
    }

    @Override
    public long end() {
        return 1;
    }

    @Override
    public List<Entry> read(long after, int limit) {
        throw new BusException("the log is damaged");
    }

    @Override
    public GroupLog group(Group group) {
        if (!groups.contains(group)) {
            groups.add(group);
        }
        return this;
    }

    @Override
    public List<Group> groups() {
        return groups;
    }

    @Override
    public void remove(Group group) {}

    @Override
    public long acknowledged() {
        return 0;
    }

    @Override
    public void acknowledge(long position) {}

    @Override
    public long done(int partition) {
        return 0;
    }

    @Override
    public void done(int partition, long offset) {}

    @Override
    public boolean isPaused() {
        return false;
    }

    @Override
    public void paused(boolean isPaused) {}

    @Override
    public Optional<Group> replays() {
        return Optional.empty();
    }

    @Override
    public void replays(Group of) {}

    @Override
    public void giveUp(DeadLetter letter) {}

    @Override
    public void handled(long position) {}

    @Override
    public long deadLetterCount() {
        return 0;
    }

    @Override
    public List<DeadLetter> deadLetters(DeadLetterFilter filter, int limit) {
        return List.of();
    }
}
