package greenbelt.gateway;

import greenbelt.gateway.routing.Route;
import greenbelt.world.Watermark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Which edition of the routes is in service. A new one comes as a whole, or not at all. Safe for many tasks.
final class Editions {
    private final Gateway.Parts parts;
    private final AtomicReference<State> state;
    private final Watermark versions;

    /// @param refused why the routes that somebody has loaded last are not in service, if they are not
    private record State(Edition edition, Optional<String> refused) {}

    /// Throws [RoutesRejected] when the first edition cannot be.
    Editions(Gateway.Parts parts, RoutesText first) {
        this.parts = parts;
        var edition = edition(Optional.empty(), first);
        this.state = new AtomicReference<>(new State(edition, Optional.empty()));
        this.versions = parts.world().watermark("editions of the routes", edition.version());
        edition.begin(parts.node(), Optional.empty());
    }

    private Edition edition(Optional<Edition> before, RoutesText text) {
        return new Edition(parts, before, text.source(), RoutingReader.read(text));
    }

    /// The edition that a request which begins now is judged by, to its end.
    Edition current() {
        return state.get().edition();
    }

    /// Why the routes that were loaded last are not in service, if they are not.
    Optional<String> refused() {
        return state.get().refused();
    }

    /// Takes other routes into service, or keeps those that are.
    Reload load(RoutesText text) {
        var before = state.get();
        try {
            var edition = edition(Optional.of(before.edition()), text);
            if (!state.compareAndSet(before, new State(edition, Optional.empty()))) {
                return load(text);
            }
            edition.begin(parts.node(), Optional.of(before.edition()));
            versions.advanceTo(edition.version());
            return new Reload.Loaded(
                    edition.version(), edition.source(), changes(before.edition(), edition));
        } catch (RoutesRejected rejected) {
            return keep(String.valueOf(rejected.getMessage()));
        }
    }

    /// Keeps the routes that are in service, because others cannot be had.
    Reload keep(String complaint) {
        var kept =
                state.updateAndGet(now -> new State(now.edition(), Optional.of(complaint)))
                        .edition();
        return new Reload.Kept(kept.version(), kept.source(), complaint);
    }

    /// Waits until an edition beyond `version` is in service; answers whether one is.
    boolean awaitBeyond(long version, Duration patience) {
        return versions.awaitBeyond(version, patience);
    }

    private static List<String> changes(Edition before, Edition after) {
        var old = byName(before);
        var changes = new ArrayList<String>();
        for (var route : after.routing().table().routes()) {
            var known = old.remove(route.name());
            if (known == null) {
                changes.add(route + " is new");
            } else if (!known.equals(route)) {
                changes.add(route + " has changed");
            }
        }
        old.keySet().forEach(name -> changes.add(name + " is gone"));
        if (!before.routing().upstreams().equals(after.routing().upstreams())
                || !before.routing()
                        .upstreamPolicies()
                        .equals(after.routing().upstreamPolicies())) {
            changes.add("the upstreams have changed");
        }
        if (!before.routing().trustedPeers().equals(after.routing().trustedPeers())) {
            changes.add("the trusted peers have changed");
        }
        if (!before.routing().issuers().equals(after.routing().issuers())) {
            changes.add("the issuers have changed");
        }
        if (!before.routing().keys().equals(after.routing().keys())) {
            changes.add("the keys have changed");
        }
        if (!before.routing().limits().equals(after.routing().limits())) {
            changes.add("the limits of all routes have changed");
        }
        if (!before.routing().cacheBounds().equals(after.routing().cacheBounds())) {
            changes.add("the bounds of the cache have changed");
        }
        return changes;
    }

    private static Map<String, Route> byName(Edition edition) {
        var byName = new LinkedHashMap<String, Route>();
        edition.routing().table().routes().forEach(route -> byName.put(route.name(), route));
        return byName;
    }
}
