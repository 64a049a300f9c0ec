package greenbelt.command.bus;

import static greenbelt.command.Parameter.argument;

import greenbelt.bus.Bus;
import greenbelt.bus.Bus.GroupStatus;
import greenbelt.bus.Bus.TopicStatus;
import greenbelt.bus.Group;
import greenbelt.bus.Topic;
import greenbelt.command.Call;
import greenbelt.command.CommandRefused;
import greenbelt.command.Nearest;
import greenbelt.command.Parameter;
import greenbelt.command.Parameter.Kind;
import java.util.List;
import java.util.function.Supplier;

/// Finds what somebody means by the name of a topic or a group.
public final class BusWords {
    public static final Parameter TOPIC =
            argument("TOPIC", Kind.TOPIC, "its name, as in: bus topics");
    public static final Parameter GROUP =
            argument("GROUP", Kind.GROUP, "its name, as in: bus groups");

    private BusWords() {}

    public static Bus bus(Call call) {
        return call.simulator().bus();
    }

    /// The topic that was named. Throws [CommandRefused] when there is none of that name.
    public static Topic topic(Call call) {
        var name = call.arguments().one(TOPIC.label());
        var topics = bus(call).topics().stream().map(TopicStatus::topic).toList();
        return topics.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    var names = topics.stream().map(Topic::name).toList();
                    return CommandRefused.failed(
                            "there is no topic \"%s\"%s; there are %s"
                                    .formatted(
                                            name,
                                            Nearest.question(name, names),
                                            String.join(", ", names)));
                });
    }

    /// The group that was named, of the topic that was. Throws [CommandRefused] when there is none of that name.
    public static GroupStatus group(Call call) {
        var name = call.arguments().one(TOPIC.label()) + " " + call.arguments().one(GROUP.label());
        var groups = bus(call).groups();
        return groups.stream()
                .filter(group -> inWords(group).equals(name))
                .findFirst()
                .orElseThrow(() -> {
                    var names = groups.stream().map(BusWords::inWords).toList();
                    return CommandRefused.failed(
                            "there is no topic with such a group, \"%s\"%s; there are %s"
                                    .formatted(
                                            name,
                                            Nearest.question(name, names),
                                            String.join(", ", names)));
                });
    }

    public static String inWords(GroupStatus group) {
        return group.topic() + " " + group.group();
    }

    public static List<GroupStatus> groupsOf(Call call, Topic topic) {
        return bus(call).groups().stream().filter(group -> group.topic().equals(topic)).toList();
    }

    /// The name of a group that there may not be yet. Throws [CommandRefused] when no group can be called that.
    public static Group newGroup(String name) {
        try {
            return new Group(name);
        } catch (IllegalArgumentException refused) {
            throw CommandRefused.usage(String.valueOf(refused.getMessage()));
        }
    }

    /// A position of a topic, as a whole number. Throws [CommandRefused] when it is none.
    public static long position(String label, String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw CommandRefused.usage(
                    "%s must be a position, a whole number such as 1, found \"%s\""
                            .formatted(label, text));
        }
        return Long.parseLong(text);
    }

    /// What the bus answers. Throws [CommandRefused] with its words when it refuses.
    public static <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (IllegalStateException refused) {
            throw CommandRefused.failed(String.valueOf(refused.getMessage()));
        }
    }
}
