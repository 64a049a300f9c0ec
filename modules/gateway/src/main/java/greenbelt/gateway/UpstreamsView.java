package greenbelt.gateway;

import greenbelt.gateway.upstream.Health;
import greenbelt.gateway.upstream.Instance;
import greenbelt.gateway.upstream.Upstream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// The upstreams of the gateway and how their instances fare, for people.
///
/// @param upstreams by name
public record UpstreamsView(List<UpstreamView> upstreams) {
    public UpstreamsView {
        upstreams = List.copyOf(upstreams);
    }

    /// Some instances of one service.
    ///
    /// @param says who of them gets a request, and who does not, one sentence each
    /// @param isPanicking whether none is well, so that requests go to any of them
    public record UpstreamView(
            String name, List<String> says, boolean isPanicking, List<InstanceView> instances) {
        public UpstreamView {
            says = List.copyOf(says);
            instances = List.copyOf(instances);
        }
    }

    /// How an instance fares.
    public enum State {
        /// It gets its share of the requests.
        WELL,
        /// It has just come, or come back, and gets less than its share.
        SLOW_START,
        /// It has failed too often in a row, and is out for a while.
        EJECTED,
        /// It has not answered well when it was asked how it is.
        UNHEALTHY
    }

    /// One instance.
    ///
    /// @param why it is not well, or what is beginning to go wrong; empty when all is well
    /// @param ejectedUntil when it gets requests again, if it is out
    /// @param sharePercent which part of its share it gets
    /// @param inFlight requests whose answer has not begun
    /// @param requests that it was sent
    /// @param failures how many of them had no answer, or 502, 503 or 504
    /// @param breaker how its circuit breaker is; empty where it has none
    public record InstanceView(
            String name,
            State state,
            String why,
            Optional<Instant> ejectedUntil,
            int sharePercent,
            int inFlight,
            long requests,
            long failures,
            String breaker) {}

    static UpstreamsView of(Collection<Upstream> upstreams, Instant now) {
        return new UpstreamsView(upstreams.stream().map(upstream -> view(upstream, now)).toList());
    }

    private static UpstreamView view(Upstream upstream, Instant now) {
        var instances = upstream.instances().stream().map(it -> view(it, now)).toList();
        return new UpstreamView(
                upstream.name(),
                upstream.terms().sentences(),
                instances.stream().allMatch(it -> it.sharePercent() == 0),
                instances);
    }

    private static InstanceView view(Instance instance, Instant now) {
        return switch (instance.health()) {
            case Health.Well() ->
                    view(instance, State.WELL, instance.trouble(), Optional.empty(), 100);
            case Health.SlowStart(var percent) ->
                    view(instance, State.SLOW_START, instance.trouble(), Optional.empty(), percent);
            case Health.Ejected(var left, var why) ->
                    view(
                            instance,
                            State.EJECTED,
                            why,
                            Optional.of(now.plus(left).truncatedTo(ChronoUnit.MILLIS)),
                            0);
            case Health.Unhealthy(var why) ->
                    view(instance, State.UNHEALTHY, why, Optional.empty(), 0);
        };
    }

    private static InstanceView view(
            Instance instance, State state, String why, Optional<Instant> until, int percent) {
        return new InstanceView(
                instance.name(),
                state,
                why,
                until,
                percent,
                instance.inFlight(),
                instance.requests(),
                instance.failures(),
                instance.guard().state());
    }
}
