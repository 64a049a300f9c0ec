package greenbelt.http;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Which instances each service has, and how those are reached that listen. Safe for many tasks.
///
/// An instance is in the list from when it first listens until it stops in order or is signed off. One that has crashed stays
/// in: nobody can tell a crash from silence by a list.
///
/// @param <T> how an instance is reached
/// @see <a href="https://microservices.io/patterns/service-registry.html">Chris Richardson: Service registry</a>
final class Registry<T> {
    private final ConcurrentMap<String, Members<T>> services = new ConcurrentHashMap<>();

    /// One instance.
    ///
    /// @param how it is reached; empty while it does not listen
    /// @param listed whether it is one of the instances of its service; one that was signed off may still be reached
    private record Entry<T>(Optional<T> how, boolean listed) {}

    /// The instances of one service. Never changed, only replaced.
    ///
    /// @param names the same list as long as the names are the same
    /// @param listening those that are listed and listen, by name
    private record Members<T>(
            SortedMap<String, Entry<T>> entries, List<String> names, List<T> listening) {
        static <T> Members<T> none() {
            return new Members<>(Collections.emptySortedMap(), List.of(), List.of());
        }

        Optional<T> find(String instance) {
            var entry = entries.get(instance);
            return entry == null ? Optional.empty() : entry.how();
        }

        Members<T> with(String instance, Optional<T> how, boolean listed) {
            var after = new TreeMap<>(entries);
            after.put(instance, new Entry<>(how, listed));
            return of(after);
        }

        Members<T> without(String instance) {
            var after = new TreeMap<>(entries);
            after.remove(instance);
            return of(after);
        }

        private Members<T> of(TreeMap<String, Entry<T>> after) {
            var same =
                    after.entrySet().stream()
                            .filter(entry -> entry.getValue().listed())
                            .map(Map.Entry::getKey)
                            .toList();
            return new Members<>(
                    Collections.unmodifiableSortedMap(after),
                    same.equals(names) ? names : same,
                    after.values().stream()
                            .filter(Entry::listed)
                            .flatMap(entry -> entry.how().stream())
                            .toList());
        }
    }

    private Members<T> members(String service) {
        var known = services.get(service);
        return known == null ? Members.none() : known;
    }

    /// Throws [IllegalStateException] when this instance listens already.
    void join(String service, String instance, T how) {
        services.compute(
                service,
                (_, known) -> {
                    var before = orNone(known);
                    if (before.find(instance).isPresent()) {
                        throw new IllegalStateException(
                                service + " is listened to by " + instance + " already");
                    }
                    return before.with(instance, Optional.of(how), true);
                });
    }

    private static <T> Members<T> orNone(@Nullable Members<T> known) {
        return known == null ? Members.none() : known;
    }

    /// The instance does not listen any more, if it still does in this way.
    ///
    /// @param staysListed whether it is still one of the instances of the service
    void leave(String service, String instance, T how, boolean staysListed) {
        services.computeIfPresent(
                service,
                (_, before) ->
                        before.find(instance).filter(how::equals).isEmpty()
                                ? before
                                : staysListed && before.names().contains(instance)
                                        ? before.with(instance, Optional.empty(), true)
                                        : before.without(instance));
    }

    /// The instance is none of the service's any more; as long as it listens it is reached by its name.
    void signOff(String service, String instance) {
        services.computeIfPresent(
                service,
                (_, before) ->
                        before.find(instance).isEmpty()
                                ? before.without(instance)
                                : before.with(instance, before.find(instance), false));
    }

    List<String> names(String service) {
        return members(service).names();
    }

    Optional<T> find(String service, String instance) {
        return members(service).find(instance);
    }

    List<T> listening(String service) {
        return members(service).listening();
    }
}
