package greenbelt.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import greenbelt.http.CallFailed;
import greenbelt.http.CallFailed.Certainty;
import greenbelt.http.Network;
import greenbelt.http.Peer;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// What every network does with several instances of a service; a part of [NetworkContract].
public abstract class NetworkInstancesContract {
    static final String SERVICE = "service";

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    World world;
    Network network;
    Node client;
    Node server;

    NetworkInstancesContract() {}

    /// A new world of the kind that the network is for.
    protected abstract World newWorld();

    /// A new network in this world.
    protected abstract Network newNetwork(World itsWorld);

    /// Gives back what [#newNetwork] has taken.
    protected void release() {}

    @BeforeEach
    final void begin() {
        world = newWorld();
        network = newNetwork(world);
        client = world.start("client");
        server = world.start("server");
    }

    @AfterEach
    final void end() {
        world.close();
        release();
    }

    /// What a test does in a task.
    @FunctionalInterface
    interface Check {
        void run() throws IOException;
    }

    /// Runs `body` in a task of the client.
    final void asClient(Check body) {
        world.<Optional<Void>>enter(
                client,
                "test",
                () -> {
                    try {
                        body.run();
                    } catch (IOException failure) {
                        throw new AssertionError(failure);
                    }
                    return Optional.empty();
                });
    }

    /// Starts an instance that answers with its name.
    private Node start(String instance) {
        var node = world.start(instance);
        network.listen(node, SERVICE, _ -> Response.text(200, instance));
        return node;
    }

    private String whoAnswers(Peer peer) {
        return network.call(peer, Request.get("/"), TIMEOUT).text();
    }

    private static Peer instance(String name) {
        return Peer.of(SERVICE, name);
    }

    /// Who answers many calls to the service.
    private SortedSet<String> whoAnswerMany() {
        var names = new TreeSet<String>();
        for (int i = 0; i < 30; i++) {
            names.add(whoAnswers(Peer.any(SERVICE)));
        }
        return names;
    }

    private void refuses(Peer peer) {
        assertThatThrownBy(() -> whoAnswers(peer))
                .isInstanceOfSatisfying(
                        CallFailed.class,
                        failed -> assertThat(failed.certainty()).isEqualTo(Certainty.NOT_SENT));
    }

    @Test
    @DisplayName(
            "takes a call to a service to any of its instances, and one to an instance to that one")
    final void severalInstances() {
        List.of("one", "two", "three").forEach(this::start);

        asClient(() -> {
            assertThat(network.instances(SERVICE)).containsExactly("one", "three", "two");
            assertThat(whoAnswerMany()).containsExactly("one", "three", "two");
            assertThat(whoAnswers(instance("two"))).isEqualTo("two");
        });
    }

    @Test
    @DisplayName(
            "spreads the calls of somebody who calls two services by turns over the instances of both")
    final void byTurns() {
        List.of("one", "two").forEach(this::start);
        for (var name : List.of("three", "four")) {
            network.listen(world.start(name), "other", _ -> Response.text(200, name));
        }

        asClient(() -> {
            var names = new TreeSet<String>();
            for (int i = 0; i < 30; i++) {
                names.add(whoAnswers(Peer.any(SERVICE)));
                names.add(whoAnswers(Peer.any("other")));
            }
            assertThat(names).containsExactly("four", "one", "three", "two");
        });
    }

    @Test
    @DisplayName("passes an instance over that has crashed, and goes on to list it")
    final void crashedInstance() {
        start("one");
        start("two").crash();

        asClient(() -> {
            assertThat(network.instances(SERVICE)).containsExactly("one", "two");
            assertThat(whoAnswerMany()).containsExactly("one");
            refuses(instance("two"));
            start("two");
            assertThat(whoAnswers(instance("two"))).isEqualTo("two");
        });
    }

    @Test
    @DisplayName("does not list an instance that has stopped, or was signed off")
    final void goneInstances() {
        start("one");
        start("two").stop();
        start("three");
        var before = network.instances(SERVICE);

        network.signOff(SERVICE, "three");

        asClient(() -> {
            assertThat(before).containsExactly("one", "three");
            assertThat(network.instances(SERVICE)).containsExactly("one");
            assertThat(whoAnswerMany()).containsExactly("one");
            refuses(instance("two"));
            assertThat(whoAnswers(instance("three"))).isEqualTo("three"); // until it stops
        });
    }

    @Test
    @DisplayName("gives the same list as long as the instances are the same")
    final void sameList() {
        start("one");
        var before = network.instances(SERVICE);

        assertThat(network.instances(SERVICE)).isSameAs(before);
        assertThat(network.instances("nobody")).isEmpty();
    }
}
