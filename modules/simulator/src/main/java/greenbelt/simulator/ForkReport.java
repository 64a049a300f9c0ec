package greenbelt.simulator;

import greenbelt.contract.Finding;
import greenbelt.order.LeftOut;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/// What became of a past in two scratch worlds: without change, and with one thing otherwise.
///
/// @param position up to which event of the log the past was taken
/// @param moment when that was: both worlds begin then
/// @param events how many events the past has
/// @param leftOut the orders that neither world has, because their events make no sense
/// @param faults what was on then and what was left of it, as a plan has it
/// @param change the one thing that is otherwise, a phrase
/// @param seed what both worlds were drawn from
/// @param asItWas what became of it without the change; what came in fact, when nothing is missing
/// @param changed what became of it with the change
/// @param differences in what they differ
/// @param missing what came otherwise in fact than without the change, or may have, each a sentence
public record ForkReport(
        long position,
        Instant moment,
        int events,
        List<LeftOut> leftOut,
        List<String> faults,
        String change,
        long seed,
        Outcome asItWas,
        Outcome changed,
        List<Difference> differences,
        List<String> missing) {
    public ForkReport {
        leftOut = List.copyOf(leftOut);
        faults = List.copyOf(faults);
        differences = List.copyOf(differences);
        missing = List.copyOf(missing);
    }

    /// What became of a past.
    ///
    /// @param until when everything had come to rest, or patience had ended
    /// @param orders how many orders stand how, by status
    /// @param violated the invariants that do not hold at the end
    public record Outcome(
            Instant until, SortedMap<String, Integer> orders, List<Finding> violated) {
        public Outcome {
            violated = List.copyOf(violated);
        }
    }

    /// Something that is otherwise in the end.
    ///
    /// @param what it is about: an order's number, a user's handle, an item's SKU, or `invariant`
    /// @param field what of it, such as `status`
    /// @param asItWas what it says without the change, empty when it says nothing
    /// @param changed what it says with the change, empty when it says nothing
    public record Difference(String what, String field, String asItWas, String changed) {}
}
