package greenbelt.gateway.routing;

/// A route's part of the requests that fit all routes of a group.
///
/// @param group what the routes that share have in common
/// @param share in proportion to the shares of the others, 0 to 1,000
public record Weight(String group, int share) {
    public Weight {
        if (share < 0 || share > 1_000 || group.isBlank()) {
            throw new IllegalArgumentException(
                    "share must be 0 to 1000 in a named group, was %d in \"%s\""
                            .formatted(share, group));
        }
    }
}
