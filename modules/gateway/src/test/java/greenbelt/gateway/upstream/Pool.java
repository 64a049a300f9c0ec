package greenbelt.gateway.upstream;

import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.Handler;
import greenbelt.http.Network;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.http.SimulatedNetwork;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/// A virtual world with an upstream, its instances, each of which answers with its name, and somebody who asks.
final class Pool implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(2);
    static final List<String> THREE = List.of("a", "b", "c");

    final VirtualWorld world;
    final Network network;
    final Upstream upstream;

    /// How an instance answers, by name; with its name, when nothing is said.
    final Map<String, Handler> answers = new TreeMap<>();

    private final List<String> names;
    private final Node gateway;

    /// Answers always so.
    static Handler status(int status) {
        return _ -> Response.text(status, "");
    }

    Pool(UpstreamTerms terms) {
        this(terms, Map.of());
    }

    Pool(UpstreamTerms terms, Map<String, Guard> guards) {
        this(terms, guards, terms.instances());
    }

    /// Instances of one service, which the upstream has to find.
    static Pool found(UpstreamTerms terms, List<String> nodes) {
        return new Pool(terms, Map.of(), nodes);
    }

    private Pool(UpstreamTerms terms, Map<String, Guard> guards, List<String> nodes) {
        world = new VirtualWorld(11);
        network = new SimulatedNetwork(world);
        names = terms.instances();
        nodes.forEach(this::start);
        gateway = world.start("gateway");
        upstream =
                new Upstream(
                        world,
                        network,
                        "pool",
                        terms,
                        name -> guards.getOrDefault(name, Guard.NONE));
    }

    void start(String name) {
        network.listen(
                world.start(name),
                names.contains(name) ? name : names.getFirst(),
                request ->
                        answers.getOrDefault(name, _ -> Response.text(200, name)).handle(request));
    }

    /// Has the instances asked how they are, if the terms say so.
    void begin() {
        upstream.begin(gateway);
    }

    void crash(String name) {
        world.node(name).orElseThrow().crash();
    }

    <T> T during(Supplier<T> body) {
        return world.enter(gateway, "ask", body);
    }

    /// Who answers one request: a name, or the status where it is no success.
    String ask(Request request) {
        return during(() -> answer(request));
    }

    private String answer(Request request) {
        return switch (upstream.forward(request, TIMEOUT)) {
            case Passed<Response>(var response) ->
                    response.isSuccess() ? response.text() : Integer.toString(response.status());
            case Refused<Response>(var refusal) -> Integer.toString(refusal.problem().status());
        };
    }

    /// Who answers so many requests, one after the other.
    List<String> ask(int times) {
        var names = new ArrayList<String>();
        for (int i = 0; i < times; i++) {
            names.add(ask(Request.get("/")));
        }
        return names;
    }

    /// How many of so many requests, one after the other, each answers.
    SortedMap<String, Integer> count(int times) {
        return counted(ask(times));
    }

    static SortedMap<String, Integer> counted(List<String> names) {
        var counts = new TreeMap<String, Integer>();
        names.forEach(name -> counts.merge(name, 1, Integer::sum));
        return counts;
    }

    /// Sends so many requests without waiting for the answers of those before, one each `pause`; how many each instance was
    /// sent.
    SortedMap<String, Integer> flood(int times, Duration pause) {
        during(() -> {
            for (int i = 0; i < times; i++) {
                gateway.spawn("request " + i, () -> answer(Request.get("/")));
                world.sleep(pause);
            }
            return times;
        });
        var counts = new TreeMap<String, Integer>();
        upstream.instances().forEach(it -> counts.put(it.name(), (int) it.requests()));
        return counts;
    }

    void pass(Duration duration) {
        during(() -> {
            world.sleep(duration);
            return duration;
        });
    }

    /// How an instance fares.
    Health health(String name) {
        return instance(name).health();
    }

    Instance instance(String name) {
        return upstream.instances().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        world.close();
    }
}
