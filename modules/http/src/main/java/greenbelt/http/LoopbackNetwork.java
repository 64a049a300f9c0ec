package greenbelt.http;

import greenbelt.http.CallFailed.Certainty;
import greenbelt.world.Node;
import greenbelt.world.Part;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/// The network of the live world: real sockets on this machine. It knows which service listens where; servers and the
/// client are given to it.
public final class LoopbackNetwork implements Network {
    private final Servers servers;
    private final Client client;
    private final Map<String, Integer> ports;
    private final Registry<Address> registry = new Registry<>();

    /// How many calls each service with several instances has had. One count for all would go in step with whoever calls two
    /// services by turns.
    private final ConcurrentMap<String, AtomicLong> calls = new ConcurrentHashMap<>();

    /// Starts servers.
    @FunctionalInterface
    public interface Servers {
        /// Starts a server that ends with `node`, and answers where it listens; port 0 is any that is free.
        Address start(Node node, int port, Handler handler);
    }

    /// Calls servers, as [Network#call] does, by address.
    @FunctionalInterface
    public interface Client {
        Response call(Address address, Request request, Duration timeout);
    }

    /// @param ports on which port a service listens; on any that is free, when it is not named here
    public LoopbackNetwork(Servers servers, Client client, Map<String, Integer> ports) {
        this.servers = servers;
        this.client = client;
        this.ports = Map.copyOf(ports);
    }

    @Override
    public void listen(Node node, String service, Handler handler) {
        if (registry.find(service, node.name()).isPresent()) {
            throw new IllegalStateException(service + " is listened to by " + node + " already");
        }
        var address = servers.start(node, ports.getOrDefault(service, 0), handler);
        registry.join(service, node.name(), address);
        node.attach(new Entry(service, node.name(), address));
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
        var address =
                address(peer)
                        .orElseThrow(() ->
                                new CallFailed(
                                        Certainty.NOT_SENT,
                                        peer + " refused the connection: nobody listens"));
        return client.call(address, request, timeout);
    }

    /// Where to send it: of several in turn.
    private Optional<Address> address(Peer peer) {
        if (peer.instance().isPresent()) {
            return registry.find(peer.service(), peer.instance().get());
        }
        var listening = registry.listening(peer.service());
        return switch (listening.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(listening.getFirst());
            default -> Optional.of(listening.get((int) (turn(peer) % listening.size())));
        };
    }

    private long turn(Peer peer) {
        return calls.computeIfAbsent(peer.service(), _ -> new AtomicLong()).getAndIncrement();
    }

    /// Where a service listens, while it does; of several instances one.
    public Optional<Address> address(String service) {
        return registry.listening(service).stream().findFirst();
    }

    /// An instance's entry in the list, struck out when its node stops; without address when it crashes.
    private final class Entry implements Part {
        private final String service;
        private final String instance;
        private final Address address;

        Entry(String service, String instance, Address address) {
            this.service = service;
            this.instance = instance;
            this.address = address;
        }

        @Override
        public void stop() {
            registry.leave(service, instance, address, false);
        }

        @Override
        public void crash() {
            registry.leave(service, instance, address, true);
        }
    }
}
