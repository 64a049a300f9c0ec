package greenbelt.command;

import greenbelt.bus.Topic;
import greenbelt.command.Parameter.Kind;
import greenbelt.contract.Edge;
import greenbelt.contract.OrderStatus;
import greenbelt.contract.Topics;
import greenbelt.fault.FaultKind;
import greenbelt.gateway.UpstreamsView.UpstreamView;
import greenbelt.http.CallFailed;
import greenbelt.http.Method;
import greenbelt.simulator.Scale;
import greenbelt.simulator.Simulator;
import greenbelt.simulator.SimulatorException;
import greenbelt.telemetry.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What may come next on a command line.
public final class Completer {
    private static final int MAX_TRACES = 20;
    private static final int MAX_FILES = 200;

    private final Commands commands;
    private final Simulator simulator;
    private final Directory directory;

    /// Something that may come next.
    ///
    /// @param value the whole word
    /// @param says what it is; may be empty
    public record Candidate(String value, String says) {}

    Completer(Commands commands, Simulator simulator, Directory directory) {
        this.commands = commands;
        this.simulator = simulator;
        this.directory = directory;
    }

    /// What the last word of `line`, which may be empty, can be completed to. Behind `;` begins another command, behind
    /// `|` a filter.
    public List<Candidate> complete(String line) {
        var last = Statement.last(line);
        var words = new ArrayList<>(List.of(last.text().split("\\s+", -1)));
        var begun = words.removeLast();
        return (last.isFilter() ? filters(words) : candidates(words, begun))
                .filter(candidate -> candidate.value().startsWith(begun))
                .toList();
    }

    private static Stream<Candidate> filters(List<String> before) {
        return before.isEmpty()
                ? Filter.WORDS.entrySet().stream()
                        .map(filter -> new Candidate(filter.getKey(), filter.getValue()))
                : Stream.empty();
    }

    private Stream<Candidate> firstWords() {
        return Stream.concat(
                commands.firstWords().stream().map(word -> new Candidate(word, summary(word))),
                commands.aliases().all().entrySet().stream()
                        .map(alias -> new Candidate(alias.getKey(), "alias: " + alias.getValue())));
    }

    /// Files whose path begins so; a folder ends with a slash.
    private static Stream<Candidate> files(String begun) {
        int slash = begun.lastIndexOf('/') + 1;
        var folder = begun.substring(0, slash);
        var found = Path.of(folder.isEmpty() ? "." : folder).toFile().listFiles();
        return found == null
                ? Stream.empty()
                : Stream.of(found)
                        .sorted()
                        .limit(MAX_FILES)
                        .map(file ->
                                new Candidate(
                                        folder + file.getName() + (file.isDirectory() ? "/" : ""),
                                        ""));
    }

    private Stream<Candidate> candidates(List<String> before, String begun) {
        if (before.isEmpty()) {
            return firstWords();
        }
        for (int length = before.size(); length > 0; length--) {
            var named = commands.named(String.join(" ", before.subList(0, length)));
            if (named.isPresent()) {
                return after(named.get(), before.subList(length, before.size()), begun);
            }
        }
        return before.size() > 1 ? Stream.empty() : secondWords(before.getFirst());
    }

    private Stream<Candidate> secondWords(String first) {
        return commands.family(first).stream()
                .map(name -> new Candidate(name.substring(first.length() + 1), summary(name)));
    }

    private String summary(String name) {
        return commands.named(name).map(Command::summary).orElse("");
    }

    private Stream<Candidate> after(Command command, List<String> given, String begun) {
        if (command.name().equals("help")) {
            return given.isEmpty()
                    ? commands.names().stream().map(name -> new Candidate(name, summary(name)))
                    : given.size() == 1 ? secondWords(given.getFirst()) : Stream.empty();
        }
        int places = 0;
        for (int i = 0; i < given.size(); i++) {
            var option = option(command, given.get(i));
            if (option == null) {
                places++;
            } else if (option.kind() != Kind.FLAG && ++i == given.size()) {
                return values(option.kind(), given, begun);
            }
        }
        var arguments = command.arguments();
        return places < arguments.size() && !begun.startsWith("-")
                ? values(arguments.get(places).kind(), given, begun)
                : options(command, given);
    }

    private static @org.jspecify.annotations.Nullable Parameter option(
            Command command, String word) {
        if (word.equals(Sorting.JSON.label())) {
            return Parameter.option(Sorting.JSON.label(), Kind.FLAG, "");
        }
        return command.options().stream()
                .filter(option -> option.label().equals(word))
                .findFirst()
                .orElse(null);
    }

    private static Stream<Candidate> options(Command command, List<String> given) {
        return Stream.concat(
                command.options().stream()
                        .filter(option -> option.isRepeatable() || !given.contains(option.label()))
                        .map(option -> new Candidate(option.label(), option.says())),
                given.contains(Sorting.JSON.label())
                        ? Stream.empty()
                        : Stream.of(new Candidate(Sorting.JSON.label(), "as JSON")));
    }

    private Stream<Candidate> values(Kind kind, List<String> given, String begun) {
        return switch (kind) {
            case USER ->
                    asked(() ->
                            directory.seenUsers().stream()
                                    .map(user ->
                                            new Candidate(
                                                    user.handle(),
                                                    user.name() + ", has " + user.balanceCents())));
            case ITEM ->
                    asked(() ->
                            directory.seenItems().stream()
                                    .map(item ->
                                            new Candidate(
                                                    item.sku().value(),
                                                    item.name() + ", " + item.priceCents())));
            case NODE -> words(simulator.nodes());
            case SERVICE -> words(Scale.SERVICES);
            case UPSTREAM -> names(this::upstreams);
            case ORDER, STREAM ->
                    Stream.concat(
                            Stream.of(new Candidate("last", "the newest")),
                            directory.seenOrders().stream()
                                    .map(order ->
                                            new Candidate(
                                                    order.number(),
                                                    Spoken.inWords(order.status())
                                                            + ", "
                                                            + order.totalCents())));
            case TRACE -> traces();
            case EDGE ->
                    Stream.concat(
                            Arrays.stream(Edge.values())
                                    .map(edge ->
                                            new Candidate(
                                                    edge.toString().replace("→", "->"),
                                                    "now "
                                                            + Spoken.inWords(
                                                                    simulator.modes().of(edge)))),
                            Stream.of(new Candidate("all", "every edge")));
            case MODE ->
                    Stream.of(
                            new Candidate("sync", "by HTTP, the caller waits"),
                            new Candidate("async", "by the bus, the reply comes later"));
            case FLOW ->
                    Stream.of(
                            new Candidate("orchestration", "the order service asks the others"),
                            new Candidate(
                                    "choreography", "each does its part when it hears of it"));
            case METHOD -> words(Arrays.asList(Method.values()), Method::name);
            case STATUS ->
                    words(
                            Arrays.asList(OrderStatus.values()),
                            status -> status.name().toLowerCase(Locale.ROOT));
            case PATH ->
                    words(List.of("/users", "/inventory", "/orders", "/.well-known/jwks.json"));
            case DURATION -> words(List.of("until-idle", "1s", "30s", "5m", "1h", "1d"));
            case MOMENT -> words(List.of("-1m", "-1h", "+1m", "+1h"));
            case COMMAND -> words(commands.names());
            case FAULT ->
                    Arrays.stream(FaultKind.values())
                            .map(fault -> new Candidate(fault.word(), fault.sentence()));
            case TARGET ->
                    FaultKind.of(given.getFirst()).stream()
                            .flatMap(fault ->
                                    Simulator.landscape(simulator.scale()).targets(fault).stream())
                            .map(target -> new Candidate(target.toString(), ""));
            case TOPIC -> words(Topics.ALL, Topic::name);
            case GROUP -> names(() -> groups(given.getFirst()));
            case PROJECTION -> names(() -> simulator.projections().names());
            case FAULT_NAME ->
                    simulator.faults().all().stream()
                            .map(fault -> new Candidate(fault.name(), fault.toString()));
            case ALIAS ->
                    commands.aliases().all().entrySet().stream()
                            .map(alias -> new Candidate(alias.getKey(), alias.getValue()));
            case FILE -> files(begun);
            case NUMBER, TEXT, REST, FLAG -> Stream.empty();
        };
    }

    private List<String> upstreams() {
        return simulator.gateway().upstreams().upstreams().stream()
                .map(UpstreamView::name)
                .toList();
    }

    private List<String> groups(String topic) {
        return simulator.bus().groups().stream()
                .filter(group -> group.topic().name().equals(topic))
                .map(group -> group.group().name())
                .toList();
    }

    /// Nothing, when nobody answers: a key that was pressed is no place for errors.
    private Stream<Candidate> names(Supplier<List<String>> names) {
        return asked(() -> words(names.get()));
    }

    private Stream<Candidate> asked(Supplier<Stream<Candidate>> candidates) {
        try {
            return simulator.run("complete", () -> candidates.get().toList()).stream();
        } catch (CommandRefused | SimulatorException | CallFailed silent) {
            return Stream.empty();
        }
    }

    private Stream<Candidate> traces() {
        return Stream.concat(
                Stream.of(new Candidate("last", "the newest")),
                simulator.traces().recent(MAX_TRACES).stream()
                        .map((Trace trace) -> new Candidate(trace.id(), trace.first().name())));
    }

    private static Stream<Candidate> words(List<String> words) {
        return words(words, word -> word);
    }

    private static <T> Stream<Candidate> words(List<T> values, Function<T, String> text) {
        return values.stream().map(value -> new Candidate(text.apply(value), ""));
    }
}
