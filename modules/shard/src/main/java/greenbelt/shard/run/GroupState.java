package greenbelt.shard.run;

import greenbelt.shard.plan.Partials;
import greenbelt.shard.plan.Partials.Slot;
import greenbelt.shard.plan.Partials.Whole;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One group while its parts come.
final class GroupState {
    private final Partials partials;
    private final List<@Nullable Object> samples;
    private final boolean single;
    private final @Nullable Object[] slots;
    private final Variance[] variances;
    private final DistinctValues[] branches;

    /// @param single whether each part is one row, not yet summed up
    GroupState(Partials partials, List<@Nullable Object> samples, boolean single) {
        this.partials = partials;
        this.single = single;
        this.samples = samples;
        this.slots = new Object[partials.slots().size()];
        this.variances = new Variance[partials.slots().size()];
        this.branches =
                IntStream.range(0, partials.branches())
                        .mapToObj(_ -> new DistinctValues())
                        .toArray(DistinctValues[]::new);
    }

    void begin() {
        for (int i = 0; i < slots.length; i++) {
            slots[i] = partials.slots().get(i) == Slot.COUNT ? (Object) 0L : null;
            variances[i] = new Variance();
        }
        for (var branch : branches) {
            branch.begin();
        }
    }

    void add(@Nullable Object[] part) {
        int branch = partials.branches() == 0 ? 0 : Numbers.whole(part[partials.keys()]);
        if (branch > 0) {
            branches[branch - 1].add(part[partials.keys() + branch]);
            return;
        }
        // deviations look at the count and the sum of their own part
        for (var whole : partials.aggregates()) {
            if (whole instanceof Whole.Deviation(_, var count, var sum, var variance)) {
                variances[variance].prepare(
                        slot(part, count), slot(part, sum), slot(part, variance));
            }
        }
        for (int i = 0; i < slots.length; i++) {
            merge(i, slot(part, i));
        }
    }

    private @Nullable Object slot(@Nullable Object[] part, int slot) {
        return part[partials.firstSlot() + slot];
    }

    private void merge(int slot, @Nullable Object value) {
        switch (partials.slots().get(slot)) {
            case COUNT -> slots[slot] = Numbers.plus(slots[slot], value);
            case SUM ->
                    slots[slot] =
                            Numbers.plus(slots[slot], single ? Numbers.summand(value) : value);
            case MIN -> slots[slot] = extreme(slots[slot], value, -1);
            case MAX -> slots[slot] = extreme(slots[slot], value, 1);
            case VARIANCE -> variances[slot].merge();
        }
    }

    private static @Nullable Object extreme(
            @Nullable Object sofar, @Nullable Object more, int sign) {
        if (sofar == null || more == null) {
            return sofar == null ? more : sofar;
        }
        return RowOrder.compareValues(sofar, more) * sign < 0 ? more : sofar;
    }

    @Nullable Object value(Whole whole) {
        return switch (whole) {
            case Whole.Slotted(var slot) -> slots[slot];
            case Whole.Average(var sum, var count, var sample) ->
                    Numbers.average(slots[sum], slots[count], samples.get(sample));
            case Whole.Deviation(var function, _, _, var variance) ->
                    variances[variance].value(function);
            case Whole.OfDistinct(var function, var branch, var sample) ->
                    branches[branch].value(
                            function, function.equals("avg") ? samples.get(sample) : null);
        };
    }
}
