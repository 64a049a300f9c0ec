package greenbelt.simulator;

import greenbelt.http.ForwardingNetwork;
import greenbelt.http.Handler;
import greenbelt.http.Network;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.Node;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// The network of one node, which counts the requests that the node is about to answer. So the node can be stopped when there
/// are none.
final class Traffic extends ForwardingNetwork {
    private static final String HEALTH = "/health";

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final Watermark ended;

    Traffic(World world, String node, Network network) {
        super(network);
        this.ended = world.watermark("requests answered by " + node, 0);
    }

    /// Waits until all requests that have begun by now are answered; answers whether they are within `patience`.
    boolean awaitAnswers(Duration patience) {
        return ended.awaitBeyond(begun.get() - 1, patience);
    }

    /// How many requests were answered, questions how it is left out.
    long answered() {
        return answered.get();
    }

    @Override
    public void listen(Node node, String service, Handler handler) {
        super.listen(node, service, new Counted(handler));
    }

    private final class Counted implements Handler {
        private final Handler handler;

        Counted(Handler handler) {
            this.handler = handler;
        }

        @Override
        public Optional<String> route(Request request) {
            return handler.route(request);
        }

        @Override
        public Response handle(Request request) {
            begun.incrementAndGet();
            try {
                return handler.handle(request);
            } finally {
                if (!request.path().equals(HEALTH)) {
                    answered.incrementAndGet();
                }
                ended.advanceTo(done.incrementAndGet());
            }
        }
    }
}
