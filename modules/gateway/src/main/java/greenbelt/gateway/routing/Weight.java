package greenbelt.gateway.routing;

import java.util.Optional;

/// A route's part of the requests that fit all routes of a group.
///
/// @param group what the routes that share have in common
/// @param share in proportion to the shares of the others, 0 to 1,000
/// @param sticky whose requests all go the same way; when empty, each is drawn on its own
public record Weight(String group, int share, Optional<Sticky> sticky) {
    public Weight {
        if (share < 0 || share > 1_000 || group.isBlank()) {
            throw new IllegalArgumentException(
                    "share must be 0 to 1000 in a named group, was %d in \"%s\""
                            .formatted(share, group));
        }
    }

    /// Says where in a group of routes a request falls.
    @FunctionalInterface
    public interface Draw {
        /// A number from 0 up to, and without, the sum of all shares.
        ///
        /// @param weight of one of the group
        /// @param total the sum of the shares
        int draw(Weight weight, int total);
    }
}
