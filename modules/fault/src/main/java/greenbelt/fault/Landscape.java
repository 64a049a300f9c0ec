package greenbelt.fault;

import greenbelt.bus.Topic;
import greenbelt.fault.Target.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Everything in a system that can be struck.
///
/// @param calls who calls whom by HTTP
/// @param onTheBus the services that publish or listen
/// @param topics what is published to
/// @param groups what is listened to
/// @param nodes what can go down
/// @param databases by the names they are opened under
/// @param projections what makes tables from events
/// @param sagas what carries something through its steps
public record Landscape(
        List<Call> calls,
        List<String> onTheBus,
        List<Target.OfTopic> topics,
        List<Target.OfGroup> groups,
        List<Target.OfNode> nodes,
        List<Target.OfDatabase> databases,
        List<Target.OfProjection> projections,
        List<Target.OfSaga> sagas) {
    /// The name of the bus as the end of a partition.
    public static final String BUS = "bus";

    public Landscape {
        calls = List.copyOf(calls);
        onTheBus = List.copyOf(onTheBus);
        topics = List.copyOf(topics);
        groups = List.copyOf(groups);
        nodes = List.copyOf(nodes);
        databases = List.copyOf(databases);
        projections = List.copyOf(projections);
        sagas = List.copyOf(sagas);
    }

    /// The same without this topic and its groups.
    public Landscape without(Topic topic) {
        return new Landscape(
                calls,
                onTheBus,
                topics.stream().filter(one -> !one.topic().equals(topic)).toList(),
                groups.stream().filter(one -> !one.topic().equals(topic)).toList(),
                nodes,
                databases,
                projections,
                sagas);
    }

    /// What this kind can strike here.
    public List<Target> targets(FaultKind kind) {
        var targets = new ArrayList<Target>();
        for (var one : kind.targets()) {
            targets.addAll(
                    switch (one) {
                        case CALL -> kind == FaultKind.PARTITION ? links() : calls;
                        case TOPIC -> topics;
                        case GROUP -> groups;
                        case NODE -> nodes;
                        case DATABASE -> databases;
                        case PROJECTION -> projections;
                        case SAGA -> sagas;
                    });
        }
        return targets;
    }

    /// What can be cut: each connection one way, the other way, and both ways.
    private List<Call> links() {
        return Stream.concat(
                        calls.stream(), onTheBus.stream().map(service -> Call.of(service, BUS)))
                .flatMap(call ->
                        Stream.of(
                                call,
                                Call.of(call.to(), call.from()),
                                new Call(call.from(), call.to(), true)))
                .toList();
    }

    /// The target of this kind of fault that is written like this: with or without its kind, with `->` or `→`.
    Optional<Target> find(FaultKind kind, String text) {
        var wanted = text.replace("→", "->").replace("↔", "<->");
        var found =
                targets(kind).stream()
                        .filter(target -> isWritten(target, wanted))
                        .distinct()
                        .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static boolean isWritten(Target target, String text) {
        return target.toString().equals(text)
                || target.name().equals(text)
                || (target instanceof Call(var from, var to, var bothWays)
                        && bothWays
                        && text.equals(to + "<->" + from));
    }
}
