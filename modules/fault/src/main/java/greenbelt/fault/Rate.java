package greenbelt.fault;

/// Which of the operations on its target a fault strikes.
public sealed interface Rate {
    /// Every one of them.
    Rate ALWAYS = new EveryNth(1);

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
            return "--probability " + probability;
        }
    }

    /// The n-th, the 2n-th, the 3n-th …
    record EveryNth(int n) implements Rate {
        public EveryNth {
            if (n < 1) {
                throw new IllegalArgumentException("every must be >= 1, was " + n);
            }
        }

        @Override
        public String toString() {
            return "--every " + n;
        }
    }
}
