package greenbelt.bus;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.event.Envelope;
import java.util.ArrayList;
import java.util.List;

/// A log of one topic and one group that throws whenever it is read.
final class UnreadableLog implements BusLog, BusLog.TopicLog, BusLog.GroupLog {
    private final List<Topic> topics = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();

    @Override
    public TopicLog topic(Topic topic, Runnable appended) {
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
    public long append(Envelope message) {
        return 1;
    }

    @Override
    public long end() {
        return 1;
    }

    @Override
    public List<Envelope> read(long after, int limit) {
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
    public long acknowledged() {
        return 0;
    }

    @Override
    public void acknowledge(long position) {}

    @Override
    public void giveUp(DeadLetter letter) {}

    @Override
    public void handled(long position) {}

    @Override
    public long deadLetterCount() {
        return 0;
    }

    @Override
    public List<DeadLetter> deadLetters(int limit) {
        return List.of();
    }
}
