package greenbelt.command.catalogue;

import greenbelt.command.Aliases;
import greenbelt.command.Command;
import greenbelt.command.Commands;
import greenbelt.command.Group;
import greenbelt.command.bus.BusCommands;
import greenbelt.command.events.EventsCommand;
import greenbelt.command.events.ForkCommand;
import greenbelt.command.events.JournalCommands;
import greenbelt.command.events.PastCommands;
import greenbelt.command.events.ProjectionCommands;
import greenbelt.command.events.QuarantineCommands;
import greenbelt.command.events.SchemaCommand;
import greenbelt.command.events.StreamCommands;
import greenbelt.command.faults.FaultCommands;
import greenbelt.command.gateway.HttpCommand;
import greenbelt.command.gateway.RouteCommands;
import greenbelt.command.orders.ForgetCommand;
import greenbelt.command.orders.OrderCommands;
import greenbelt.command.orders.ReportCommands;
import greenbelt.command.shards.ShardCommands;
import greenbelt.command.system.LoadCommands;
import greenbelt.command.system.MetricCommands;
import greenbelt.command.system.NodeCommands;
import greenbelt.command.system.StatusCommand;
import greenbelt.command.traces.TraceCommands;
import greenbelt.command.traces.WhyCommand;
import java.util.List;
import java.util.stream.Stream;

/// Every command of the house, group by group.
public final class Catalogue {
    private Catalogue() {}

    /// Makes them anew, with aliases that are gone at the end.
    public static Commands commands() {
        return commands(new Aliases());
    }

    /// Makes them anew.
    public static Commands commands(Aliases aliases) {
        return new Commands(groups(), aliases);
    }

    private static List<Group> groups() {
        return List.of(
                group(
                        "system",
                        "what runs, how it is connected, and whether all is well",
                        Stream.of(
                                StatusCommand.all(),
                                NodeCommands.all(),
                                LoadCommands.all(),
                                MetricCommands.all())),
                group(
                        "orders",
                        "what customers do, and what is read of it",
                        Stream.of(OrderCommands.all(), ReportCommands.all(), ForgetCommand.all())),
                group(
                        "traces",
                        "what a request did, and why it ended so",
                        Stream.of(TraceCommands.all(), WhyCommand.all())),
                group(
                        "events",
                        "the event store, what is made of it, and the past",
                        Stream.of(
                                EventsCommand.all(),
                                StreamCommands.all(),
                                PastCommands.all(),
                                ForkCommand.all(),
                                ProjectionCommands.all(),
                                QuarantineCommands.all(),
                                SchemaCommand.all(),
                                JournalCommands.all())),
                group("bus", "topics, groups and dead letters", Stream.of(BusCommands.all())),
                group("faults", "what goes wrong on purpose", Stream.of(FaultCommands.all())),
                group(
                        "gateway",
                        "routes, who may pass, and how many",
                        Stream.of(RouteCommands.all(), HttpCommand.all())),
                group(
                        "shards",
                        "a million orders in several databases",
                        Stream.of(ShardCommands.all())));
    }

    private static Group group(String name, String about, Stream<List<Command>> parts) {
        return new Group(name, about, parts.flatMap(List::stream).toList());
    }
}
