package greenbelt.contract;

import java.util.Arrays;
import java.util.Optional;

/// A call from one service to another whose mode can be switched.
public enum Edge {
    ORDER_USER("order→user"),
    ORDER_INVENTORY("order→inventory");

    private final String label;

    Edge(String label) {
        this.label = label;
    }

    /// The edge with this label; `->` may stand for `→`.
    public static Optional<Edge> of(String label) {
        var wanted = label.replace("->", "→");
        return Arrays.stream(values()).filter(edge -> edge.label.equals(wanted)).findFirst();
    }

    @Override
    public String toString() {
        return label;
    }
}
