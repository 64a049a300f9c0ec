package greenbelt.gateway.identity;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The keys of programs, by name. Immutable.
public final class ApiKeys {
    /// Longer keys are refused unread.
    public static final int MAX_KEY_CHARS = 256;

    /// Compared with when there is no key of that name, so that the time it takes does not tell.
    private static final ApiKey DECOY = new ApiKey("nobody", "0".repeat(64), List.of());

    private final SortedMap<String, ApiKey> keys = new TreeMap<>();

    public ApiKeys(List<ApiKey> keys) {
        keys.forEach(key -> this.keys.put(key.name(), key));
    }

    /// Whose key this is, if it is one.
    Optional<ApiKey> find(String key) {
        if (key.length() > MAX_KEY_CHARS) {
            return Optional.empty();
        }
        int end = key.indexOf(ApiKey.SEPARATOR);
        var known = keys.getOrDefault(key.substring(0, Math.max(0, end)), DECOY);
        return known.is(key) ? Optional.of(known) : Optional.empty();
    }
}
