package greenbelt.gateway.upstream;

import greenbelt.gateway.verdict.Refusal;
import greenbelt.gateway.verdict.Refusals;
import greenbelt.gateway.verdict.Verdict;
import greenbelt.gateway.verdict.Verdict.Passed;
import greenbelt.gateway.verdict.Verdict.Refused;
import greenbelt.http.CallFailed;
import greenbelt.http.Network;
import greenbelt.http.Peer;
import greenbelt.http.Request;
import greenbelt.http.Response;
import greenbelt.telemetry.Tracer;
import greenbelt.world.Node;
import greenbelt.world.Watermark;
import greenbelt.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Some instances of one service: passes each request on to one of them, and its answer back, as it comes.
///
/// An instance that its guard admits and that is well may be picked. Where none of those admitted is well, any of them may:
/// a request that has little hope is better than one that has none. Where a guard admits nobody, the request is refused.
/// Safe for many tasks.
public final class Upstream {
    private static final String INSTANCE = "greenbelt.gateway.instance";

    private final World world;
    private final Network network;
    private final String name;
    private final UpstreamTerms terms;
    private final Balancer balancer;

    /// Takes the turns that those leave who have just come, so that theirs do not all go to the next in the row.
    private final Balancer substitutes;

    private final Function<String, Guard> guard;
    private final Ejections ejections;
    private final Instance.Parts parts;
    private final AtomicReference<Members> members;
    private final Watermark changes;
    private volatile boolean retired;

    /// @param seen what the network has said, for each name in the file
    private record Members(List<List<String>> seen, List<Instance> instances) {}

    /// @param guard who keeps requests from an instance, by the instance's name
    public Upstream(
            World world,
            Network network,
            String name,
            UpstreamTerms terms,
            Function<String, Guard> guard) {
        this.world = world;
        this.network = network;
        this.name = name;
        this.terms = terms;
        this.guard = guard;
        this.balancer = Balancer.of(terms.balance(), world, name);
        this.substitutes = Balancer.of(terms.balance(), world, name + "/substitutes");
        this.ejections = new Ejections(terms.ejection(), terms.instances().size());
        this.parts = new Instance.Parts(world, network, terms, ejections);
        this.members = new AtomicReference<>(new Members(List.of(), List.of()));
        this.changes = world.watermark("instances of " + name, 0);
    }

    /// From now on asks the instances how they are, if the file says so and while there are several: of one there is nothing
    /// to choose. In a task of `node`, which lasts until [#retire].
    public void begin(Node node) {
        terms.health().ifPresent(check -> node.spawn("probe " + name, () -> probe(check)));
    }

    /// Asks nobody any more how they are; what is under way goes on.
    public void retire() {
        retired = true;
        changes.advanceTo(Long.MAX_VALUE);
    }

    private void probe(HealthCheck check) {
        while (!retired) {
            long seen = changes.value();
            if (members.get().instances().size() > 1) {
                world.rest(check.every());
                instances().forEach(instance -> instance.probe(check));
            } else {
                changes.restUntilBeyond(seen);
            }
        }
    }

    public String name() {
        return name;
    }

    /// What the file says about it.
    public UpstreamTerms terms() {
        return terms;
    }

    /// Those there are now, however they fare: whom the network lists under the names in the file. A name under which it
    /// lists nobody stands for an instance that nobody has heard of yet.
    public List<Instance> instances() {
        var now = members.get();
        for (int i = 0; i < terms.instances().size(); i++) {
            if (now.seen().isEmpty()
                    || !now.seen().get(i).equals(network.instances(terms.instances().get(i)))) {
                return changed(now);
            }
        }
        return now.instances();
    }

    /// Those who stay keep what is known of them; who comes to others has a slow start.
    private List<Instance> changed(Members before) {
        var seen = terms.instances().stream().map(network::instances).toList();
        boolean isFirst =
                before.instances().stream().allMatch(it -> it.peer().instance().isEmpty());
        var after = new ArrayList<Instance>();
        for (int i = 0; i < seen.size(); i++) {
            for (var peer : peers(terms.instances().get(i), seen.get(i))) {
                after.add(
                        known(before, peer)
                                .orElseGet(() ->
                                        new Instance(
                                                parts,
                                                peer,
                                                guard.apply(peer.toString()),
                                                !isFirst)));
            }
        }
        if (!members.compareAndSet(before, new Members(seen, List.copyOf(after)))) {
            return instances();
        }
        ejections.instances(after.stream().map(Instance::name).toList(), world.nanoTime());
        changes.advanceTo(changes.value() + 1);
        return after;
    }

    private static List<Peer> peers(String service, List<String> names) {
        return names.isEmpty()
                ? List.of(Peer.any(service))
                : names.stream().map(instance -> Peer.of(service, instance)).toList();
    }

    private static Optional<Instance> known(Members before, Peer peer) {
        return before.instances().stream().filter(it -> it.peer().equals(peer)).findFirst();
    }

    /// Waits for the answer of one instance, whatever it says; refuses when there is none.
    public Verdict<Response> forward(Request request, Duration timeout) {
        var left = instances();
        for (var next = pick(left, request); next.isPresent(); next = pick(left, request)) {
            var instance = next.get();
            if (instance.guard().enter()) {
                note(instance, left.size());
                return call(instance, request, timeout);
            }
            left = without(left, instance);
        }
        return new Refused<>(leftAlone());
    }

    /// Nobody is asked: every instance has failed so much that it is left alone.
    private Refusal leftAlone() {
        var all = instances();
        var soonest =
                all.stream().map(it -> it.guard().untilAdmits()).min(Comparator.naturalOrder());
        return Refusals.circuitOpen(
                name, all.stream().map(Instance::name).toList(), soonest.orElse(Duration.ZERO));
    }

    /// Says on the request's span who gets it, where there are several.
    private void note(Instance picked, int among) {
        if (among > 1) {
            Tracer.annotate(
                    INSTANCE, "%s of %d, %s".formatted(picked, among, terms.balance().sentence()));
        }
    }

    private Verdict<Response> call(Instance instance, Request request, Duration timeout) {
        try {
            return new Passed<>(instance.call(request, timeout));
        } catch (CallFailed failed) {
            return new Refused<>(
                    failed.isTimeout()
                            ? Refusals.gatewayTimeout(name, timeout)
                            : Refusals.badGateway(name));
        }
    }

    /// Who gets the request; nobody, when the guards admit nobody.
    private Optional<Instance> pick(List<Instance> among, Request request) {
        if (among.size() == 1) {
            return Optional.of(among.getFirst()).filter(only -> only.guard().admits());
        }
        var admitted = among.stream().filter(it -> it.guard().admits()).toList();
        if (admitted.isEmpty()) {
            return Optional.empty();
        }
        long now = world.nanoTime();
        var well = admitted.stream().filter(it -> it.isWell(now)).toList();
        return Optional.of(pick(well.isEmpty() ? admitted : well, request, now));
    }

    private Instance pick(List<Instance> among, Request request, long now) {
        var left = among;
        var picked = balancer.pick(left, request);
        while (left.size() > 1 && !picked.takesTurn(now)) {
            left = without(left, picked);
            picked = substitutes.pick(left, request);
        }
        return picked;
    }

    private static List<Instance> without(List<Instance> instances, Instance one) {
        return instances.stream().filter(it -> it != one).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
