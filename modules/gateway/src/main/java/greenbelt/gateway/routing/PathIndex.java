package greenbelt.gateway.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the routes whose path fits, by walking down the path and not along all routes: a thousand routes cost what ten do.
///
/// Filled before it is used; then safe for many tasks.
final class PathIndex {
    private final Node root = new Node();

    /// Where a path has come to.
    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>(); // never iterated
        private @Nullable Node place;
        private final List<Route> ending = new ArrayList<>();
        private final List<Route> beginning = new ArrayList<>();

        Node next(String segment, boolean isPlace) {
            if (!isPlace) {
                return literals.computeIfAbsent(segment, _ -> new Node());
            }
            var next = place;
            if (next == null) {
                next = new Node();
                place = next;
            }
            return next;
        }
    }

    void add(Route route) {
        var path = route.match().path();
        boolean template = path.kind() == PathPattern.Kind.TEMPLATE;
        var node = root;
        for (var segment : path.segments()) {
            node = node.next(segment, template && PathPattern.isPlace(segment));
        }
        (path.kind() == PathPattern.Kind.PREFIX ? node.beginning : node.ending).add(route);
    }

    /// The routes whose path fits, in no particular order.
    List<Route> candidates(List<String> segments) {
        var found = new ArrayList<Route>(4);
        collect(root, segments, 0, found);
        return found;
    }

    private static void collect(Node node, List<String> segments, int depth, List<Route> found) {
        found.addAll(node.beginning);
        if (depth == segments.size()) {
            found.addAll(node.ending);
            return;
        }
        var literal = node.literals.get(segments.get(depth));
        if (literal != null) {
            collect(literal, segments, depth + 1, found);
        }
        if (node.place != null) {
            collect(node.place, segments, depth + 1, found);
        }
    }
}
