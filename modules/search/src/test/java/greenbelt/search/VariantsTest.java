package greenbelt.search;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.simulator.Variant;
import greenbelt.testkit.Share;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A system that is built wrongly")
class VariantsTest {
    private static final int FAULTS = 3;
    private static final int MAX_SEEDS = 1_000;

    /// All of them are searched from the first seed on; else the seed that is known to find it is tried.
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    no-inbox                  | 74  | no order is charged twice, and none whose credit is not reserved
                    no-outbox                 | 227 | the order service knows the users and prices there are
                    retry-without-idempotency | 8   | credit and goods are set aside only for orders there are
                    read-past-durable         | 197 | a node that is started again comes up
                    compensation-forgotten    | 1   | an order has its credit and its goods if it is confirmed or shipped, and neither if not
                    timeout-too-short         | 5   | no order is given up for lateness while everything works
                    """)
    @DisplayName(
            "is found out within a thousand seeds by the invariant it breaks, where the right one breaks none")
    void found(String variant, long known, String invariant) {
        var wrong = Set.of(Variant.of(variant).orElseThrow());
        long seed = Share.isWhole() ? firstSeed(wrong, invariant) : known;

        assertThat(brokenBy(wrong, seed)).contains(invariant);
        assertThat(brokenBy(Set.of(), seed)).isEmpty();
    }

    /// The first seed by which it is found out, or the last of them.
    private static long firstSeed(Set<Variant> wrong, String invariant) {
        long seed = 1;
        while (seed < MAX_SEEDS && !brokenBy(wrong, seed).contains(invariant)) {
            seed++;
        }
        return seed;
    }

    private static List<String> brokenBy(Set<Variant> wrong, long seed) {
        var workload = Workload.DEFAULT;
        var faults = FaultSource.random(FAULTS, workload).of(seed);
        return new Trial(seed, workload, faults, wrong)
                .run().violations().stream().map(Violation::invariant).toList();
    }
}
