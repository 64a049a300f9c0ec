package greenbelt.world;

import java.util.List;

/// Nobody is ready, and somebody waits for something that cannot come any more.
///
/// Tasks that are held back because their node is paused are named too. Each such wait is reported once. It goes on,
/// and ends when somebody who enters later brings what is owed.
public final class Deadlock extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Wait> waits;

    /// A task and what it waits for.
    ///
    /// @param task what waits
    /// @param waitsFor what it waits for
    public record Wait(String task, String waitsFor) {
        @Override
        public String toString() {
            return task + " waits for " + waitsFor;
        }
    }

    Deadlock(List<Wait> waits) {
        super(describe(waits));
        this.waits = List.copyOf(waits);
    }

    private static String describe(List<Wait> waits) {
        var text =
                new StringBuilder("nothing is ready, and these tasks wait for what cannot come:");
        waits.forEach(wait -> text.append("\n  ").append(wait));
        return text.toString();
    }

    /// Who waits for what, sorted by task.
    public List<Wait> waits() {
        return waits;
    }
}
