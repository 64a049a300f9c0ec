package greenbelt.http.client;

import greenbelt.http.Address;
import greenbelt.http.CallFailed;
import greenbelt.http.CallFailed.Certainty;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.LaxConnPool;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// A blocking HTTP/1.1 client that keeps connections open between calls. Safe for many tasks.
///
/// Connections are kept for each address, at most [#MAX_CONNECTIONS_PER_ADDRESS], and the one used last is used next.
/// A kept connection is looked at before a request is sent on it, and dropped when the server has closed it; so no
/// request is ever sent twice. A small response is read whole at once; the body of another holds its connection until
/// it is read to the end or closed. Headers travel as they are, but for those that frame the message: `host` is added
/// where it is missing, `content-length` and `transfer-encoding` follow from the body, `connection` and `expect` are
/// dropped.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112: HTTP/1.1</a>
public final class HttpClient implements AutoCloseable {
    /// How many calls can be under way to one address; more wait for a free connection, as long as their timeout.
    public static final int MAX_CONNECTIONS_PER_ADDRESS = 512;

    private static final String NODE = "http-client";

    private final World world;
    private final Node node;
    private final CallWatch watch;
    private final AtomicLong begun = new AtomicLong();
    private final LaxConnPool<Address, Connection> pool;
    private final ConcurrentMap<Address, SSLContext> secured = new ConcurrentHashMap<>();

    /// A client with a node of its own, for the task that ends late calls: one for each world.
    public HttpClient(World world) {
        this(world, NODE, MAX_CONNECTIONS_PER_ADDRESS);
    }

    HttpClient(World world, String nodeName, int maxConnectionsPerAddress) {
        this.world = world;
        this.watch = new CallWatch(world);
        this.node = world.start(nodeName);
        node.spawn("watch calls", watch::run);
        this.pool =
                new LaxConnPool<>(
                        maxConnectionsPerAddress,
                        TimeValue.NEG_ONE_MILLISECOND, // connections do not age
                        PoolReusePolicy.LIFO,
                        null);
    }

    /// From now on speaks TLS with this address, and believes whom `trust` does. New connections only.
    public void speakTls(Address address, SSLContext trust) {
        secured.put(address, trust);
    }

    /// Sends a request and waits for the response's status and headers.
    ///
    /// Throws [CallFailed]: `NOT_SENT` when there is no connection, `UNKNOWN` when it broke or nothing came in time.
    public Response call(Address address, Request request, Duration timeout) {
        request.sendable();
        world.step("call " + address);
        long deadline = world.nanoTime() + timeout.toNanos();
        var entry = lease(address, timeout, deadline);
        connect(entry, address, timeout, deadline);
        var response =
                exchange(
                        request, new Call(pool, entry, timeout, deadline, begun.incrementAndGet()));
        world.step("answer of " + address);
        return response;
    }

    private PoolEntry<Address, Connection> lease(Address address, Duration timeout, long deadline) {
        while (true) {
            var entry = leaseOne(address, remainingMillis(deadline, address, timeout));
            var connection = entry.getConnection();
            if (connection == null || connection.isUsable()) {
                return entry;
            }
            discard(entry);
        }
    }

    private PoolEntry<Address, Connection> leaseOne(Address address, int timeoutMillis) {
        var lease = pool.lease(address, null, Timeout.ofMilliseconds(timeoutMillis), null);
        try {
            return lease.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException full) {
            giveBack(lease);
            throw new CallFailed(
                    Certainty.NOT_SENT,
                    "all "
                            + pool.getDefaultMaxPerRoute()
                            + " connections to "
                            + address
                            + " are busy",
                    full);
        } catch (InterruptedException interrupted) {
            giveBack(lease);
            throw interrupted(address, interrupted);
        }
    }

    /// A lease that is given up may have been granted in that moment.
    private void giveBack(Future<PoolEntry<Address, Connection>> lease) {
        if (!lease.cancel(true) && lease.state() == Future.State.SUCCESS) {
            pool.release(lease.resultNow(), true);
        }
    }

    private CallFailed interrupted(Address address, InterruptedException cause) {
        Thread.currentThread().interrupt();
        world.step("interrupted call to " + address); // ends the task when its node is down
        return new CallFailed(
                Certainty.NOT_SENT, "the call to " + address + " was interrupted", cause);
    }

    /// Makes sure that there is a connection.
    private void connect(
            PoolEntry<Address, Connection> entry,
            Address address,
            Duration timeout,
            long deadline) {
        if (entry.hasConnection()) {
            return;
        }
        try {
            entry.assignConnection(
                    Connection.open(
                            address,
                            Optional.ofNullable(secured.get(address)),
                            remainingMillis(deadline, address, timeout)));
        } catch (IOException refused) {
            discard(entry);
            throw new CallFailed(
                    Certainty.NOT_SENT,
                    "cannot connect to " + address + ": " + refused.getMessage(),
                    refused);
        } catch (CallFailed late) {
            discard(entry);
            throw late;
        }
    }

    private int remainingMillis(long deadline, Address address, Duration timeout) {
        long millis = Duration.ofNanos(deadline - world.nanoTime()).toMillis();
        if (millis <= 0) {
            throw new CallFailed(
                    Certainty.NOT_SENT,
                    "no connection to " + address + " within " + timeout.toMillis() + " ms");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    private Response exchange(Request request, Call call) {
        boolean done = false;
        watch.begins(call);
        try {
            var response = call.connection().exchange(request, call.address(), call);
            if (!call.answered()) {
                throw tooLate(call);
            }
            done = true;
            return response;
        } catch (IOException | HttpException broken) {
            if (call.isLate()) {
                var late = tooLate(call);
                late.initCause(broken);
                throw late;
            }
            // Ends the task when it was its own node's crash that broke the connection.
            world.step("broken call to " + call.address());
            throw new CallFailed(
                    Certainty.UNKNOWN,
                    "the connection to " + call.address() + " broke: " + broken.getMessage(),
                    broken);
        } finally {
            watch.ends(call);
            if (!done) {
                call.accept(false);
            }
        }
    }

    private CallFailed tooLate(Call call) {
        world.step("late answer of " + call.address());
        return CallFailed.timedOut(call.address().toString(), call.timeout());
    }

    private void discard(PoolEntry<Address, Connection> entry) {
        entry.discardConnection(CloseMode.IMMEDIATE);
        pool.release(entry, false);
    }

    /// How many connections are open to this address, busy ones included.
    public int connections(Address address) {
        var stats = pool.getStats(address);
        return stats.getLeased() + stats.getAvailable();
    }

    /// Closes all connections; calls under way fail.
    @Override
    public void close() {
        node.stop();
        pool.close(CloseMode.IMMEDIATE);
    }
}
