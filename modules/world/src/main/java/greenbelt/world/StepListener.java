package greenbelt.world;

/// Hears of every [World#step] of every task just before it is made, in that task: for who injects faults, who may
/// crash or pause the node right there.
///
/// Must not wait; a wait throws [IllegalStateException]. What it throws, the step throws. In the live world it is
/// called by many tasks at once.
@FunctionalInterface
public interface StepListener {
    /// A task has come to a step.
    ///
    /// @param node the task's node; when the listener crashes it, the task ends here with [NodeDown]
    /// @param task the task's name
    /// @param point the step's name
    void reached(Node node, String task, String point);
}
