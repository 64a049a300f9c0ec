package greenbelt.fault;

import static greenbelt.fault.TestLandscape.NEWS;
import static greenbelt.fault.TestLandscape.READERS;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.bus.BusException;
import greenbelt.bus.MemoryBus;
import greenbelt.database.Database;
import greenbelt.database.DatabaseException;
import greenbelt.database.Disk;
import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.database.MemoryDisk;
import greenbelt.database.Schema;
import greenbelt.event.Envelope;
import greenbelt.event.MessageId;
import greenbelt.fault.Draws.Identity;
import greenbelt.http.Body;
import greenbelt.http.CallFailed;
import greenbelt.http.Handler;
import greenbelt.http.Network;
import greenbelt.http.Peer;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.LiveWorld;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Something to break, in either world: a call, a topic with a group, a database, a node.
final class Scene implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CALL_TIMEOUT = Duration.ofMillis(250);
    private static final String STREAM = "/stream";
    private static final byte[] NEWS_BYTES = "data: news\n\n".getBytes(StandardCharsets.UTF_8);

    private final World world;
    private final Disk disk;
    private final MemoryBus bus;
    private final Faults faults;
    private final Network network;
    private final FaultyPublisher publisher;
    private final List<String> carriedOut = new CopyOnWriteArrayList<>();
    private final List<String> lifeOfNodes = new CopyOnWriteArrayList<>();
    private final Watermark done;
    private final Node order;
    private final Database database;

    private Scene(World world, Disk disk, Identity identity) {
        this.world = world;
        this.disk = disk;
        this.bus = new MemoryBus(world);
        this.done = world.watermark("carried out", 0);
        this.order = world.start("order-1");
        var nodes = new Restarts();
        this.faults =
                new Faults(
                        world,
                        world.start("nemesis"),
                        new Draws(7, identity),
                        nodes,
                        (fault, where) -> {});
        this.network = new FaultyNetwork(world, faults, "order", new Answering());
        this.publisher = new FaultyPublisher(world, faults, "order", bus);
        this.database =
                inTask(() ->
                        new FaultyDatabase(
                                world,
                                faults,
                                disk.open(
                                        "order",
                                        new Schema(1, List.of("create table seen (id varchar)")))));
        inTask(() -> {
            new FaultyConsumer(world, faults, "inventory", bus)
                    .subscribe(
                            order,
                            NEWS,
                            READERS,
                            10,
                            deliveries ->
                                    deliveries.forEach(
                                            delivery -> carryOut(delivery.message().data())));
            return true;
        });
    }

    /// @param folder for the files of a live world
    static Scene in(TestWorld which, Path folder) {
        return switch (which) {
            case VIRTUAL -> {
                var world = new VirtualWorld(7);
                yield new Scene(world, new MemoryDisk(world), Identity.CAUSE);
            }
            case LIVE -> {
                var world = new LiveWorld();
                yield new Scene(
                        world, new FileDisk(world, folder, Durability.HEAP), Identity.COUNT);
            }
        };
    }

    /// The two worlds.
    enum TestWorld {
        VIRTUAL,
        LIVE
    }

    private void carryOut(String what) {
        carriedOut.add(what);
        done.advanceTo(carriedOut.size());
    }

    /// Answers every call.
    private final class Answering implements Network {
        @Override
        public void listen(Node node, String service, Handler handler) {
            throw new UnsupportedOperationException("nobody listens here");
        }

        @Override
        public List<String> instances(String service) {
            return List.of();
        }

        @Override
        public void signOff(String service, String instance) {}

        @Override
        public Response call(Peer peer, Request request, Duration timeout) {
            carryOut(request.path());
            return request.path().equals(STREAM)
                    ? Response.of(200).withBody(Body.streaming(out -> out.write(NEWS_BYTES)))
                    : Response.of(200);
        }
    }

    /// Restarts bare nodes.
    private final class Restarts implements Faults.Nodes {
        @Override
        public void crash(String node) {
            lifeOfNodes.add("crash " + node);
            world.node(node).ifPresent(Node::crash);
        }

        @Override
        public void restart(String node) {
            lifeOfNodes.add("restart " + node);
            faults.started(world.start(node));
        }
    }

    World world() {
        return world;
    }

    Faults faults() {
        return faults;
    }

    List<String> lifeOfNodes() {
        return lifeOfNodes;
    }

    /// Runs `body` as a task of a node that no fault strikes.
    <T> T inTask(Supplier<T> body) {
        return inTask("test", body);
    }

    private <T> T inTask(String name, Supplier<T> body) {
        var node = world.node("test").orElseGet(() -> world.start("test"));
        return world.enter(node, name, body);
    }

    void add(String line) {
        inTask(() -> {
            faults.add(
                    PlanText.fault(
                            List.of(line.split(" ", -1)), TestLandscape.LANDSCAPE, faults.all()));
            return true;
        });
    }

    boolean remove(String name) {
        return inTask(() -> faults.remove(name));
    }

    /// One call; answers what the caller sees.
    String call(String what) {
        return inTask(
                "call " + what,
                () -> {
                    try {
                        var response =
                                network.call("inventory", Request.get("/" + what), CALL_TIMEOUT);
                        response.body().close();
                        return Integer.toString(response.status());
                    } catch (CallFailed failed) {
                        return failed.certainty()
                                + (failed.isTimeout() ? " after the timeout" : "");
                    }
                });
    }

    /// An answer that is a stream, of which nothing has been read.
    Response openStream() {
        return inTask(() -> network.call("inventory", Request.get(STREAM), CALL_TIMEOUT));
    }

    /// Reads all of a stream, which must be whole; answers how long that took.
    Duration readAfter(Response stream) {
        return inTask(() -> {
            long begin = world.nanoTime();
            var read = new ByteArrayOutputStream();
            try (var body = stream.body()) {
                body.writeTo(read);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            assertThat(read.toByteArray()).isEqualTo(NEWS_BYTES);
            return Duration.ofNanos(world.nanoTime() - begin);
        });
    }

    /// One message; answers what the publisher sees.
    String publish(String what) {
        return inTask(() -> publishHere(what));
    }

    /// The same, in the task that calls.
    String publishHere(String what) {
        try {
            publisher.publish(NEWS, message(what));
            return "published";
        } catch (BusException failed) {
            return "failed";
        }
    }

    /// Several messages at once; answers what the publisher sees.
    String publishTogether(String... what) {
        return inTask(() -> {
            try {
                publisher.publish(NEWS, Stream.of(what).map(Scene::message).toList());
                return "published";
            } catch (BusException failed) {
                return "failed";
            }
        });
    }

    private static Envelope message(String what) {
        return new Envelope(
                new MessageId(what),
                "order",
                "News",
                1,
                "one subject",
                Instant.parse("2026-01-01T00:00:00Z"),
                Optional.empty(),
                Optional.empty(),
                "\"" + what + "\"");
    }

    /// One write; answers what the service sees.
    String write(String what) {
        return inTask(() -> {
            try {
                database.write(
                        "see", session -> session.update("insert into seen values (?)", what));
                return "committed";
            } catch (DatabaseException failed) {
                return failed.kind().toString();
            }
        });
    }

    /// One read; answers what the service sees.
    String read() {
        return inTask(() -> {
            try {
                return String.join(" ", rows());
            } catch (DatabaseException failed) {
                return failed.kind().toString();
            }
        });
    }

    /// The rows of a cursor; answers what the service sees.
    String scan() {
        return inTask(() -> {
            try (var cursor = database.cursor("scan", "select id from seen order by id")) {
                return cursor.next(10).stream()
                        .map(row -> String.valueOf(row[0]))
                        .collect(Collectors.joining(" "));
            } catch (DatabaseException failed) {
                return failed.kind().toString();
            }
        });
    }

    private List<String> rows() {
        return database.read(
                "list",
                session -> session.query("select id from seen order by id", row -> row.text("id")));
    }

    /// What has been carried out, once there is this much of it.
    List<String> carriedOut(int expected) {
        inTask(() -> done.awaitBeyond(expected - 1L, PATIENCE));
        return carriedOut;
    }

    /// Lets time pass.
    void pass(Duration duration) {
        inTask(() -> {
            world.sleep(duration);
            return true;
        });
    }

    Faults.Status status() {
        return faults.list().getFirst();
    }

    @Override
    public void close() {
        world.close();
        disk.close();
    }
}
