package greenbelt.gateway;

import java.util.List;

/// What came of loading routes.
public sealed interface Reload {
    /// They are in service, for requests that begin from now on.
    ///
    /// @param version which edition they are, from 1
    /// @param source where they are from
    /// @param changes what is different from before, one sentence each
    record Loaded(long version, String source, List<String> changes) implements Reload {
        public Loaded {
            changes = List.copyOf(changes);
        }
    }

    /// They are refused, and those from before stay in service.
    ///
    /// @param version which edition is in service
    /// @param source where that is from
    /// @param complaint what is wrong with the others, and where
    record Kept(long version, String source, String complaint) implements Reload {}
}
