package greenbelt.fault;

import java.math.BigDecimal;

/// Which of the operations on its target a fault strikes.
public sealed interface Rate {
    /// Every one of them; a crash or a pause strikes once, when its window begins.
    Rate ALWAYS = new EveryNth(1);

    /// How it is written in plans and commands, such as `--every 10`; empty for [#ALWAYS].
    @Override
    String toString();

    /// Each with this probability, 0 to 1, independently of the others.
    record Probability(double probability) implements Rate {
        public Probability {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException(
                        "probability must be 0 to 1, was " + probability);
            }
        }

        @Override
        public String toString() {
            var plain = new BigDecimal(Double.toString(probability)).toPlainString();
            return "--probability " + plain;
        }
    }

    /// The n-th, the 2n-th, the 3n-th … on an edge.
    record EveryNth(int n) implements Rate {
        public EveryNth {
            if (n < 1) {
                throw new IllegalArgumentException("every must be >= 1, was " + n);
            }
        }

        @Override
        public String toString() {
            return n == 1 ? "" : "--every " + n;
        }
    }
}
