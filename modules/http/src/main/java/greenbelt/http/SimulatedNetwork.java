package greenbelt.http;

import greenbelt.http.CallFailed.Certainty;
import greenbelt.world.Node;
import greenbelt.world.Part;
import greenbelt.world.Task;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/// The network of the virtual world: handlers are called in the same JVM, in tasks of the node that listens.
///
/// Request, response and each chunk of a streaming body take a while, drawn from a random stream that is named after
/// the edge and the calling task. A call to a node that is down is refused; when the target crashes, the connection is
/// cut; when the caller crashes, its calls are cut, but what they began goes on. Only for the virtual world, where one
/// task runs at a time.
public final class SimulatedNetwork implements Network {
    private static final Duration LEAST_LATENCY = Duration.ofNanos(200_000);
    private static final Duration MOST_LATENCY = Duration.ofNanos(1_500_000);

    private final World world;
    private final Registry<Listener> registry = new Registry<>();
    private final Map<Node, Host> hosts = new HashMap<>(); // never iterated

    private record Listener(Host host, String service, Handler handler) {}

    public SimulatedNetwork(World world) {
        this.world = world;
    }

    @Override
    public void listen(Node node, String service, Handler handler) {
        var host = host(node);
        var listener = new Listener(host, service, Problems.answering(world, handler));
        registry.join(service, node.name(), listener);
        host.listeners.add(listener);
    }

    @Override
    public List<String> instances(String service) {
        return registry.names(service);
    }

    @Override
    public void signOff(String service, String instance) {
        registry.signOff(service, instance);
    }

    @Override
    public Response call(Peer peer, Request request, Duration timeout) {
        var service = peer.service();
        world.step("call " + service);
        var caller = Task.current().orElseThrow();
        var exchange = new Exchange(caller, peer, timeout);
        var response = exchange.run(request);
        world.step("answer of " + service);
        return response;
    }

    private Host host(Node node) {
        return hosts.computeIfAbsent(node, Host::new);
    }

    /// One node's end of its connections.
    private final class Host implements Part {
        private final Node node;
        private final Set<Exchange> exchanges = new LinkedHashSet<>();
        private final List<Listener> listeners = new ArrayList<>();

        Host(Node node) {
            this.node = node;
            node.attach(this);
        }

        @Override
        public void stop() {
            end(false);
        }

        @Override
        public void crash() {
            end(true);
        }

        private void end(boolean staysListed) {
            for (var listener : listeners) {
                registry.leave(listener.service(), node.name(), listener, staysListed);
            }
            hosts.remove(node);
            new ArrayList<>(exchanges).forEach(Exchange::cut);
        }
    }

    /// How a call ended, as its caller sees it.
    private sealed interface Outcome {
        record Answered(Response response) implements Outcome {}

        record Lost() implements Outcome {}
    }

    /// One request and its response.
    private final class Exchange {
        private final Host caller;
        private final Peer peer;
        private final Duration timeout;
        private final String name;
        private final Supplier<Duration> latency;
        private final greenbelt.world.Mailbox<Outcome> outcome;
        private final Set<Pipe> pipes = new LinkedHashSet<>();
        private boolean abandoned;

        Exchange(Task task, Peer peer, Duration timeout) {
            this.caller = host(task.node());
            this.peer = peer;
            this.timeout = timeout;
            this.name = task.node() + "->" + peer.service() + "/" + task.name();
            this.latency =
                    () -> world.random("latency/" + name).between(LEAST_LATENCY, MOST_LATENCY);
            this.outcome = world.mailbox("answer of " + peer.service(), 2);
        }

        Response run(Request request) {
            long begin = world.nanoTime();
            caller.exchanges.add(this);
            try {
                travel(timeout);
                begin(request);
                return receive(timeout.minusNanos(world.nanoTime() - begin));
            } finally {
                if (pipes.isEmpty()) {
                    caller.exchanges.remove(this);
                }
            }
        }

        private void travel(Duration atMost) {
            var takes = latency.get();
            if (takes.compareTo(atMost) >= 0) {
                world.sleep(atMost.isNegative() ? Duration.ZERO : atMost);
                throw CallFailed.timedOut(peer.toString(), timeout);
            }
            world.sleep(takes);
        }

        private void begin(Request request) {
            var listener =
                    listener()
                            .orElseThrow(() ->
                                    new CallFailed(
                                            Certainty.NOT_SENT,
                                            peer + " refused the connection: nobody listens"));
            var target = listener.host();
            target.exchanges.add(this);
            var received = request.withBody(inTransit(request.body())).from(caller.node.name());
            target.node.spawn(
                    request.method() + " " + request.path(),
                    () -> {
                        try {
                            serve(received, listener.handler());
                        } finally {
                            outcome.offer(
                                    new Outcome.Lost()); // heard only when there was no answer
                            target.exchanges.remove(this);
                            caller.exchanges.remove(this);
                        }
                    });
        }

        /// Who gets the request. Drawn, where several may: so no request changes who gets another.
        private Optional<Listener> listener() {
            if (peer.instance().isPresent()) {
                return registry.find(peer.service(), peer.instance().get());
            }
            var listening = registry.listening(peer.service());
            return switch (listening.size()) {
                case 0 -> Optional.empty();
                case 1 -> Optional.of(listening.getFirst());
                default -> Optional.of(world.random("instance/" + name).pick(listening));
            };
        }

        private void serve(Request request, Handler handler) {
            var response = handler.handle(request);
            request.body().close();
            if (abandoned) {
                response.body().close();
                return;
            }
            if (!Response.hasBody(response.status(), request.method())) {
                response.body().close();
                response = response.withBody(Body.empty());
            }
            if (response.body().isInMemory()) {
                outcome.offer(new Outcome.Answered(response));
                return;
            }
            var pipe = pipe(response.body().length());
            outcome.offer(new Outcome.Answered(response.withBody(pipe.reader())));
            pipe.send(response.body());
        }

        private Response receive(Duration atMost) {
            var answer = outcome.await(atMost.isNegative() ? Duration.ZERO : atMost);
            if (answer.isEmpty()) {
                cut();
                throw CallFailed.timedOut(peer.toString(), timeout);
            }
            return switch (answer.get()) {
                case Outcome.Answered(var response) -> {
                    world.sleep(latency.get());
                    yield response;
                }
                case Outcome.Lost _ ->
                        throw new CallFailed(
                                Certainty.UNKNOWN, "the connection to " + peer + " was cut");
            };
        }

        /// What the other end sees of a body: a copy of the bytes, or a pipe that a task of the caller fills.
        private Body inTransit(Body body) {
            if (body.isInMemory()) {
                return body;
            }
            var pipe = pipe(body.length());
            caller.node.spawn("request body", () -> pipe.send(body));
            return pipe.reader();
        }

        private Pipe pipe(OptionalLong length) {
            var pipe = new Pipe(world, name, latency, length);
            pipes.add(pipe);
            return pipe;
        }

        void cut() {
            abandoned = true;
            outcome.offer(new Outcome.Lost());
            pipes.forEach(Pipe::cut);
        }
    }
}
