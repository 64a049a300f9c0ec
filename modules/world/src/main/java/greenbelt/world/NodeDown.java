package greenbelt.world;

/// Ends a task whose node has crashed or stopped. Not to be caught: it is an [Error] so that no handler for failures
/// of the work mistakes it for one.
public final class NodeDown extends Error {
    private static final long serialVersionUID = 1L;

    public NodeDown(String node) {
        super("node " + node + " is down", null, false, false);
    }
}
