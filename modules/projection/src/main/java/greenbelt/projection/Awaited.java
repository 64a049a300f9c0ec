package greenbelt.projection;

import java.util.List;

/// What came of waiting for what was appended to be read.
public sealed interface Awaited {
    /// It can be read.
    record Visible() implements Awaited {}

    /// These projections do not show it.
    record Stuck(List<Reason> reasons) implements Awaited {
        public Stuck {
            reasons = List.copyOf(reasons);
        }
    }

    /// Why a projection does not show an event.
    ///
    /// @param position where it stands
    record Reason(String projection, long position, String says) {
        @Override
        public String toString() {
            return "%s stands at %d: %s".formatted(projection, position, says);
        }
    }
}
