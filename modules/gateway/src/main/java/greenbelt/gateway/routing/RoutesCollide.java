package greenbelt.gateway.routing;

import java.util.List;
import java.util.stream.Collectors;

/// A table that cannot be, because one request would fit two of its routes.
public final class RoutesCollide extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Collision> collisions;

    RoutesCollide(List<Collision> collisions) {
        super(collisions.stream().map(Collision::sentence).collect(Collectors.joining("; ")));
        this.collisions = List.copyOf(collisions);
    }

    /// Which, in the order of the table.
    public List<Collision> collisions() {
        return collisions;
    }
}
