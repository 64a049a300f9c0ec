package greenbelt.world;

/// Something that lives and ends with a node: a listener, a database, a subscription.
public interface Part {
    /// Ends in order: finishes what was begun, closes files. May wait.
    void stop();

    /// Ends as a killed process would: nothing that was not durable survives, nobody outside hears from it again.
    ///
    /// Must not wait: others would run between the crash and its effects. May come while [#stop] is under way.
    void crash();
}
