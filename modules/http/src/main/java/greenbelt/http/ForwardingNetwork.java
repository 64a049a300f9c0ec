package greenbelt.http;

import greenbelt.world.Node;
import java.time.Duration;
import java.util.List;

/// A network that hands every call to another one, for those that change only some: they override these. The idea is Joshua
/// Bloch's forwarding class, *Effective Java* (3rd edition, 2018), item 18. As safe for many tasks as the network behind it.
public abstract class ForwardingNetwork implements Network {
    private final Network network;

    /// @param network that is handed the calls
    protected ForwardingNetwork(Network network) {
        this.network = network;
    }

    @Override
    public void listen(Node node, String service, Handler handler) {
        network.listen(node, service, handler);
    }

    @Override
    public List<String> instances(String service) {
        return network.instances(service);
    }

    @Override
    public void signOff(String service, String instance) {
        network.signOff(service, instance);
    }

    @Override
    public Response call(Peer peer, Request request, Duration timeout) {
        return network.call(peer, request, timeout);
    }
}
