package greenbelt.fault;

import greenbelt.fault.Faults.Strikes;
import greenbelt.fault.Target.Call;
import greenbelt.http.Body;
import greenbelt.http.CallFailed;
import greenbelt.http.CallFailed.Certainty;
import greenbelt.http.ForwardingNetwork;
import greenbelt.http.Network;
import greenbelt.http.Peer;
import greenbelt.http.Problem;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.Node;
import greenbelt.world.Task;
import greenbelt.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The network as one service sees it, with the faults on its edges. Safe for many tasks.
///
/// An edge leads from service to service: what is on it strikes the calls to every instance.
///
/// What happens to a call is decided for each fault by itself; of those that strike, the one that comes first on the way
/// takes effect: cut, refused, lost, answered with an error; then latency, then reordering, then a duplicate; and on the
/// way back the reply is lost. A stream that is open when the way back is cut stands still until that is over, as over TCP,
/// which sends again what was not acknowledged, and breaks off after 30 s. A request that is late is carried out although its caller has given up. A request whose
/// body is a stream of unknown length, or larger than 1 MiB, is never sent twice or late.
public final class FaultyNetwork extends ForwardingNetwork {
    private final World world;
    private final Faults faults;
    private final String caller;
    private final Network network;

    /// @param caller the service whose calls go through here
    public FaultyNetwork(World world, Faults faults, String caller, Network network) {
        super(network);
        this.world = world;
        this.faults = faults;
        this.caller = caller;
        this.network = network;
    }

    @Override
    public Response call(Peer peer, Request request, Duration timeout) {
        var edge = Call.of(caller, peer.service());
        if (faults.isQuiet()) {
            return stalling(edge, network.call(peer, request, timeout));
        }
        var response = new Struck(peer, edge, timeout).call(request);
        faults.overtaking().passed(edge);
        return stalling(edge, response);
    }

    /// A stream may be open when the way back is cut.
    private Response stalling(Call edge, Response response) {
        return response.body().length().isPresent()
                ? response
                : response.withBody(new StallingBody(faults, edge.back(), response.body()));
    }

    /// One call, as the faults have it.
    private final class Struck {
        private final Peer peer;
        private final Call edge;
        private final Duration timeout;
        private final Strikes strikes;
        private final long begin = world.nanoTime();

        Struck(Peer peer, Call edge, Duration timeout) {
            this.peer = peer;
            this.edge = edge;
            this.timeout = timeout;
            this.strikes = faults.strikes(Operation.of(edge, Faults.causeOfThisTask()));
        }

        Response call(Request request) {
            if (faults.isCut(edge)) {
                throw silence();
            }
            if (strikes.isHitBy(FaultKind.REFUSED)) {
                var refusal = new FaultException(edge.to() + " refused the connection: a fault");
                throw new CallFailed(
                        Certainty.NOT_SENT, String.valueOf(refusal.getMessage()), refusal);
            }
            if (strikes.isHitBy(FaultKind.REQUEST_LOST)) {
                throw silence();
            }
            var error = strikes.hit(FaultKind.ERROR_REPLY);
            if (error.isPresent()) {
                return Problem.of(
                                error.get().fault().status(),
                                "fault",
                                "The network answered for %s.".formatted(edge.to()))
                        .toResponse();
            }
            var whole = whole(request);
            travel(whole, request);
            whole.filter(_ -> strikes.isHitBy(FaultKind.DUPLICATE)).ifPresent(this::sendAlso);
            var response = network.call(peer, whole.orElse(request), left());
            if (strikes.isHitBy(FaultKind.REPLY_LOST) || faults.isCut(edge.back())) {
                response.body().close();
                throw silence();
            }
            return response;
        }

        /// The time the caller has left for it.
        private Duration left() {
            var left = timeout.minusNanos(world.nanoTime() - begin);
            return left.isNegative() ? Duration.ZERO : left;
        }

        /// Waits as long as the caller does.
        private CallFailed silence() {
            world.sleep(left());
            return CallFailed.timedOut(edge.to(), timeout);
        }

        /// The way there. What is still under way when the caller gives up arrives all the same.
        private void travel(Optional<Request> whole, Request request) {
            var latency = strikes.latency();
            if (latency.isPresent()) {
                var delay = latency.get();
                var left = left();
                if (delay.compareTo(left) >= 0) {
                    whole.ifPresentOrElse(it -> sendLate(it, delay), () -> request.body().close());
                    throw silence();
                }
                world.sleep(delay);
            }
            strikes.hit(FaultKind.REORDER)
                    .ifPresent(strike -> {
                        var left = left();
                        var delay = strike.delay();
                        faults.overtaking()
                                .awaitNext(edge, delay.compareTo(left) < 0 ? delay : left);
                    });
            if (left().isZero()) {
                throw CallFailed.timedOut(edge.to(), timeout);
            }
        }

        /// Rests, since nobody waits: a sender who asks again and again would never be done otherwise.
        private void sendLate(Request request, Duration delay) {
            thisNode()
                    .spawn(
                            "late " + edge,
                            () -> {
                                world.rest(delay);
                                sendForNobody(request);
                            });
        }

        private void sendAlso(Request request) {
            thisNode().spawn("duplicate " + edge, () -> sendForNobody(request));
        }

        private void sendForNobody(Request request) {
            try {
                network.call(peer, request, timeout).body().close();
            } catch (CallFailed unheard) {
                // Nobody waits for the answer.
                return;
            }
        }

        private Node thisNode() {
            return Task.current().orElseThrow().node();
        }

        /// The request with its body in memory, so that it can be sent more than once, or after its sender has gone on.
        private Optional<Request> whole(Request request) {
            long length = request.body().length().orElse(Long.MAX_VALUE);
            if (length > Body.MAX_IN_MEMORY_BYTES) {
                return Optional.empty();
            }
            try {
                return Optional.of(request.withBody(Body.of(request.body().bytes())));
            } catch (IOException broken) {
                throw new CallFailed(
                        Certainty.NOT_SENT,
                        "the body of the request could not be read: " + broken.getMessage(),
                        broken);
            }
        }
    }
}
