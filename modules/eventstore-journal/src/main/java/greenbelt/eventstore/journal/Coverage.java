package greenbelt.eventstore.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// What is in the journal, as everybody may read it. Replaced as a whole by the task that writes.
///
/// @param life which making of the journal it is; another one when something that was in it is so no more
/// @param edition which edition of the store's log was copied
/// @param segments one behind the other, without a gap, the first behind position 0
record Coverage(long life, long edition, List<Segment> segments) {
    Coverage {
        segments = List.copyOf(segments);
    }

    static Coverage none(long life, long edition) {
        return new Coverage(life, edition, List.of());
    }

    /// The position of the last event in it, 0 when there is none.
    long end() {
        return segments.isEmpty() ? 0 : segments.getLast().end();
    }

    /// What is left of it, in another life, when the segments from this position on are gone.
    Coverage until(long begin) {
        return new Coverage(
                life + 1,
                edition,
                segments.stream().filter(segment -> segment.begin() < begin).toList());
    }

    /// The same with this segment, new or longer than it was.
    Coverage with(Segment segment) {
        var all = new ArrayList<>(segments);
        all.removeIf(old -> old.begin() == segment.begin());
        all.add(segment);
        return new Coverage(life, edition, all);
    }

    /// Whether the event behind `position` is in it, as the store that shows `shown` has it.
    boolean reaches(long position, OptionalLong shown) {
        return position < end() && shown.isPresent() && shown.getAsLong() == edition;
    }

    /// The segment that `position` is before an event of.
    Segment behind(long position) {
        for (var segment : segments.reversed()) {
            if (segment.begin() <= position) {
                return segment;
            }
        }
        throw new IllegalArgumentException("position must be >= 0, was " + position);
    }
}
