package greenbelt.gateway.resilience;

import greenbelt.http.Method;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/// Copies of requests go to another upstream as well, whose answers nobody waits for.
///
/// @param to the other upstream
/// @param share of the requests, in percent
/// @param most so many copies may be under way at once; beyond it none is made
/// @param methods of which requests
/// @param maxBodyBytes requests with a longer body are not copied, nor those whose length is not known beforehand
public record Mirror(String to, int share, int most, Set<Method> methods, int maxBodyBytes) {
    /// What is copied where a file does not say: what changes nothing.
    public static final Set<Method> SAFE =
            Collections.unmodifiableSet(EnumSet.of(Method.GET, Method.HEAD, Method.OPTIONS));

    /// So many under way where a file does not say.
    public static final int DEFAULT_MOST = 16;

    /// No longer body is copied: 64 KiB.
    public static final int MAX_BODY_BYTES = 1 << 16;

    private static final int PERCENT = 100;
    private static final int MOST = 1_000;

    public Mirror {
        if (share < 1 || share > PERCENT || most < 1 || most > MOST) {
            throw new IllegalArgumentException(
                    "share must be 1 to 100 percent and most 1 to %d, was %d and %d"
                            .formatted(MOST, share, most));
        }
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("methods must be at least one, was none");
        }
        if (maxBodyBytes < 0 || maxBodyBytes > MAX_BODY_BYTES) {
            throw new IllegalArgumentException(
                    "maxBodyBytes must be 0 to %d, was %d".formatted(MAX_BODY_BYTES, maxBodyBytes));
        }
        methods = Collections.unmodifiableSet(EnumSet.copyOf(methods));
    }

    /// In a sentence.
    public String sentence() {
        return "%d %% of %s copied to %s, whose answers nobody waits for, at most %d at once, bodies of at most %d bytes"
                .formatted(
                        share,
                        methods.stream().map(Method::name).collect(Collectors.joining(", ")),
                        to,
                        most,
                        maxBodyBytes);
    }
}
