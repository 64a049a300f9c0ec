package greenbelt.bench.gateway;

import greenbelt.bench.TempFolder;
import greenbelt.bench.gateway.Peers.PeerMissing;
import greenbelt.token.SigningKey;
import greenbelt.token.TokenIssuer;
import greenbelt.token.TokenTerms;
import greenbelt.world.LiveWorld;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// How many requests a second pass, step by step: the gateway beside nginx and Spring Cloud Gateway, then with tokens, limits
/// and traces, and with many routes; and how much later an answer comes through each of them than without.
///
/// All stand before the same upstream and are asked in turns, over the same number of connections that stay open; generator,
/// gateway and upstream share the cores.
final class LadderBench implements GatewayBenchmark {
    private static final int CONNECTIONS = 32;
    private static final int TOKENS = 10_000;
    private static final int ROUTES = 1_000;
    private static final Duration TOKEN_LIFETIME = Duration.ofDays(1);
    private static final Duration OPEN_LOOP = Duration.ofSeconds(10);

    /// Of what the slowest of them can do: below the knee of all.
    private static final double LOAD = 0.5;

    /// Where generator and upstream want the other core, a second carrier only has work handed to and fro.
    private static final List<String> ONE_CARRIER =
            List.of("-Djdk.virtualThreadScheduler.parallelism=1");

    private static final String DIRECT = "the upstream itself";
    private static final String NGINX = "nginx";
    private static final String SPRING = "Spring Cloud Gateway";
    private static final String PLAIN = "plain";
    private static final String TOKEN = "+ token";
    private static final String LIMIT = "+ rate limit";
    private static final String TRACE = "+ full tracing";
    private static final String AMONG = "plain, 1,000 routes";

    private static final List<Promise> PROMISES =
            List.of(
                    new Promise(PLAIN, NGINX, 0.9),
                    new Promise(PLAIN, SPRING, 2.5),
                    new Promise(TOKEN, PLAIN, 0.85),
                    new Promise(LIMIT, TOKEN, 0.9),
                    new Promise(TRACE, LIMIT, 0.85),
                    new Promise(AMONG, PLAIN, 0.95));

    /// @param least what part of the peer's requests a second is promised
    private record Promise(String ours, String peer, double least) {}

    @Override
    public String name() {
        return "ladder";
    }

    @Override
    public boolean run(GatewayDesk desk) throws IOException {
        try (var folder = TempFolder.create();
                var all = new Contenders(CONNECTIONS)) {
            start(desk, folder.path(), all);
            desk.heading(
                    "%d connections, %d rounds of %d s each, in turns, after one that warms up; %,d tokens"
                            .formatted(CONNECTIONS, desk.rounds(), desk.seconds(), TOKENS));
            all.inRounds(desk.rounds(), Duration.ofSeconds(desk.seconds()));
            all.all().forEach(one -> desk.say(one.toString()));
            boolean kept = true;
            for (var promise : PROMISES) {
                kept &= judge(desk, promise, all);
            }
            latency(desk, all);
            return kept;
        }
    }

    private static void start(GatewayDesk desk, Path folder, Contenders all) throws IOException {
        var world = new LiveWorld();
        try {
            var key = SigningKey.of(world.secret("bench", SigningKey.SECRET_BYTES));
            var issuer = new TokenIssuer(world, key, TokenTerms.GREENBELT, TOKEN_LIFETIME);
            var keys = Files.writeString(folder.resolve("keys.json"), issuer.publicKeys());
            var tokens =
                    IntStream.range(0, TOKENS)
                            .mapToObj(i ->
                                    issuer.issue("user-" + i, List.of(RoutesFiles.SCOPE)).text())
                            .toList();
            var upstream =
                    Child.ofThisKind(
                            UpstreamProcess.class,
                            Child.freePort(),
                            List.of(),
                            List.of(keys.toString()),
                            folder.resolve("upstream.log"));
            all.add(DIRECT, upstream, Requests.anonymous());
            startPeers(desk, folder, upstream.port(), all);
            startGateways(folder, upstream.port(), Requests.by(tokens), all);
        } finally {
            world.close();
        }
    }

    private static void startPeers(GatewayDesk desk, Path folder, int upstream, Contenders all)
            throws IOException {
        var peers = Peers.of(folder);
        try {
            all.add(NGINX, peers.nginx(upstream), Requests.anonymous());
        } catch (PeerMissing missing) {
            desk.say(String.valueOf(missing.getMessage()));
        }
        try {
            all.add(SPRING, peers.springCloudGateway(upstream), Requests.anonymous());
        } catch (PeerMissing missing) {
            desk.say(String.valueOf(missing.getMessage()));
        }
    }

    private static void startGateways(Path folder, int upstream, Requests byToken, Contenders all)
            throws IOException {
        var routes = new RoutesFiles(folder);
        all.add(PLAIN, gateway(folder, upstream, routes.plain()), Requests.anonymous());
        all.add(AMONG, gateway(folder, upstream, routes.plainAmong(ROUTES)), Requests.anonymous());
        all.add(TOKEN, gateway(folder, upstream, routes.withToken()), byToken);
        all.add(LIMIT, gateway(folder, upstream, routes.withTokenAndLimit()), byToken);
        all.add(
                TRACE,
                gateway(folder, upstream, routes.withTokenAndLimit(), GatewayProcess.TRACED),
                byToken);
    }

    private static Child gateway(Path folder, int upstream, Path routes, String... more)
            throws IOException {
        int port = Child.freePort();
        var arguments = new ArrayList<String>();
        arguments.add(Integer.toString(upstream));
        arguments.add(routes.toString());
        arguments.addAll(List.of(more));
        return Child.ofThisKind(
                GatewayProcess.class,
                port,
                ONE_CARRIER,
                arguments,
                folder.resolve("gateway-" + port + ".log"));
    }

    /// Nothing is missed where the peer could not be measured.
    private static boolean judge(GatewayDesk desk, Promise promise, Contenders all) {
        var ours = all.find(promise.ours()).orElseThrow();
        return all.find(promise.peer())
                .map(peer ->
                        desk.ratio(
                                promise.ours() + " / " + promise.peer(),
                                ours.median() / peer.median(),
                                promise.least(),
                                peer.processorMicros() / ours.processorMicros()))
                .orElse(true);
    }

    private static void latency(GatewayDesk desk, Contenders contenders) throws IOException {
        double rate = LOAD * contenders.slowest();
        desk.heading(
                "added latency at %,.0f requests/s, from when each should have been sent"
                        .formatted(rate));
        var direct = contenders.find(DIRECT).orElseThrow().openLoop(OPEN_LOOP, rate);
        desk.say(
                "  %-26s p50 %6.0f µs, p99 %6.0f µs"
                        .formatted(DIRECT, direct.microsAt(50), direct.microsAt(99)));
        for (var one : contenders.all().stream().skip(1).toList()) {
            var through = one.openLoop(OPEN_LOOP, rate);
            desk.say(
                    "  %-26s p50 %+6.0f µs, p99 %+6.0f µs"
                            .formatted(
                                    one.name(),
                                    through.microsAt(50) - direct.microsAt(50),
                                    through.microsAt(99) - direct.microsAt(99)));
        }
    }
}
