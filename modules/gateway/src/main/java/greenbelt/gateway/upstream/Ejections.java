package greenbelt.gateway.upstream;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/// Which instances of an upstream are out, and until when. Never more at once than may be. Safe for many tasks.
final class Ejections {
    private final Ejection terms;

    /// Until when, by name, in nanoseconds of the world; also those that are over. Never changed, only replaced.
    private final AtomicReference<State> state;

    private record State(int instances, Map<String, Long> until) {
        long out(long now) {
            return until.values().stream().filter(end -> end > now).count();
        }
    }

    Ejections(Ejection terms, int instances) {
        this.terms = terms;
        this.state = new AtomicReference<>(new State(instances, Map.of()));
    }

    /// Takes one out, unless it is out already, or as many are as may be; answers whether it did.
    boolean eject(String name, long now) {
        var before = state.getAndUpdate(it -> mayEject(it, name, now) ? with(it, name, now) : it);
        return mayEject(before, name, now);
    }

    private boolean mayEject(State before, String name, long now) {
        return before.until().getOrDefault(name, now) <= now
                && before.out(now) < terms.ceiling(before.instances());
    }

    private State with(State before, String name, long now) {
        var until = new TreeMap<>(before.until());
        until.put(name, now + terms.lasting().toNanos());
        return new State(before.instances(), until);
    }

    /// Until when this one is out, or was last.
    OptionalLong until(String name) {
        var end = state.get().until().get(name);
        return end == null ? OptionalLong.empty() : OptionalLong.of(end);
    }

    /// Who there is has changed: where that leaves more out than may be, those come back whose time is up first.
    void instances(Collection<String> names, long now) {
        state.updateAndGet(before -> {
            var until = new TreeMap<>(before.until());
            until.keySet().retainAll(names);
            var after = new State(names.size(), until);
            while (after.out(now) > terms.ceiling(names.size())) {
                until.entrySet().stream()
                        .filter(entry -> entry.getValue() > now)
                        .min(Comparator.comparingLong(Map.Entry::getValue))
                        .ifPresent(first -> until.put(first.getKey(), now));
            }
            return after;
        });
    }
}
