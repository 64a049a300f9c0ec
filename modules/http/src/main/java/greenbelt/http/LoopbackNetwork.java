package greenbelt.http;

import greenbelt.http.CallFailed.Certainty;
import greenbelt.world.Node;
import greenbelt.world.Part;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The network of the live world: real sockets on this machine. It knows which service listens where; servers and the
/// client are given to it.
public final class LoopbackNetwork implements Network {
    private final Servers servers;
    private final Client client;
    private final Map<String, Integer> ports;
    private final ConcurrentMap<String, Address> addresses = new ConcurrentHashMap<>();

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
        var taken = addresses.get(service);
        if (taken != null) {
            throw new IllegalStateException(service + " is listened to at " + taken);
        }
        var address = servers.start(node, ports.getOrDefault(service, 0), handler);
        addresses.put(service, address);
        node.attach(new Entry(service, address));
    }

    @Override
    public Response call(String service, Request request, Duration timeout) {
        var address = addresses.get(service);
        if (address == null) {
            throw new CallFailed(
                    Certainty.NOT_SENT, service + " refused the connection: nobody listens");
        }
        return client.call(address, request, timeout);
    }

    /// Where a service listens, while it does.
    public Optional<Address> address(String service) {
        return Optional.ofNullable(addresses.get(service));
    }

    /// A service's entry in the list, struck out when its node ends.
    private final class Entry implements Part {
        private final String service;
        private final Address address;

        Entry(String service, Address address) {
            this.service = service;
            this.address = address;
        }

        @Override
        public void stop() {
            addresses.remove(service, address);
        }

        @Override
        public void crash() {
            addresses.remove(service, address);
        }
    }
}
