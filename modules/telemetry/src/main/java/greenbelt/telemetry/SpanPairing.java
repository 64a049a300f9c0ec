package greenbelt.telemetry;

import greenbelt.telemetry.Trace.Branch;
import greenbelt.telemetry.TraceDiff.Pair;
import greenbelt.telemetry.TraceDiff.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Finds for each span of some trees its counterpart in others.
final class SpanPairing {
    private final List<Pair> pairs;

    /// @param pairs takes what is found
    SpanPairing(List<Pair> pairs) {
        this.pairs = pairs;
    }

    /// A tree, and when its trace began.
    record Tree(Branch branch, Instant beginning) {
        List<Tree> children() {
            return branch.children().stream().map(child -> new Tree(child, beginning)).toList();
        }

        Seen seen() {
            var span = branch.span();
            return new Seen(span, Duration.between(beginning, span.start()));
        }
    }

    /// What a span is called among its siblings.
    ///
    /// @param nth which of those with the same service, kind and name, from 1
    private record Place(String service, SpanKind kind, String name, int nth) {}

    static List<Tree> tops(List<Trace> traces) {
        return traces.stream()
                .flatMap(trace ->
                        trace.trees().stream().map(branch -> new Tree(branch, trace.start())))
                .toList();
    }

    void pair(List<Tree> first, List<Tree> second, int depth) {
        var ones = placed(first);
        var others = placed(second);
        for (var place : inOrder(ones, others)) {
            var one = Optional.ofNullable(ones.get(place));
            var other = Optional.ofNullable(others.get(place));
            pairs.add(
                    new Pair(
                            depth,
                            place.service(),
                            place.kind(),
                            place.name(),
                            one.map(Tree::seen),
                            other.map(Tree::seen)));
            pair(
                    one.map(Tree::children).orElse(List.of()),
                    other.map(Tree::children).orElse(List.of()),
                    depth + 1);
        }
    }

    private static SequencedMap<Place, Tree> placed(List<Tree> siblings) {
        var placed = new LinkedHashMap<Place, Tree>();
        Map<Place, Integer> counts = new HashMap<>();
        for (var tree : siblings) {
            var span = tree.branch().span();
            var sort = new Place(span.service(), span.kind(), span.name(), 0);
            int nth = counts.merge(sort, 1, Integer::sum);
            placed.put(new Place(span.service(), span.kind(), span.name(), nth), tree);
        }
        return placed;
    }

    /// All places: in the order of the first, each that only the second has behind the one that it has before it.
    private static List<Place> inOrder(
            SequencedMap<Place, Tree> ones, SequencedMap<Place, Tree> others) {
        var order = new ArrayList<>(ones.keySet());
        int before = -1;
        for (var place : others.keySet()) {
            int known = ones.containsKey(place) ? order.indexOf(place) : -1;
            if (known >= 0) {
                before = known;
            } else {
                before++;
                order.add(before, place);
            }
        }
        return order;
    }
}
