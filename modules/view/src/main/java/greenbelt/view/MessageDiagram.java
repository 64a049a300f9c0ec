package greenbelt.view;

import greenbelt.telemetry.Trace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Who said what to whom, and what befell them: nodes side by side, time downward.
///
/// @param lanes the nodes, from left to right; [#OUTSIDE] first, when somebody outside takes part
/// @param arrows in the order in which they were sent
/// @param marks in the order of time
/// @param omitted how many arrows and marks there were beyond [#MAX_ROWS]
/// @see <a href="https://doi.org/10.1145/359545.359563">Leslie Lamport: Time, Clocks, and the Ordering of Events in a
///     Distributed System, CACM 1978</a>, whose space-time diagrams these are
public record MessageDiagram(
        List<String> lanes, List<Arrow> arrows, List<Mark> marks, int omitted) {
    /// The lane of whoever asks from outside of the system.
    public static final String OUTSIDE = "outside";

    /// How many arrows and marks together are kept; the earliest ones.
    public static final int MAX_ROWS = 1_000;

    /// How something travels.
    public enum Way {
        REQUEST,
        REPLY,
        /// By the bus.
        MESSAGE
    }

    /// Something on its way.
    ///
    /// @param sent when, counted from the beginning
    /// @param received when; empty when it never was
    /// @param says what it is, such as `PUT /credit-reservations/order-3`
    public record Arrow(
            Way way,
            String from,
            String to,
            Duration sent,
            Optional<Duration> received,
            String says) {}

    /// What a mark stands for.
    public enum Sign {
        /// The node is down from now on.
        DOWN,
        /// The node is up from now on.
        UP,
        /// The node stands still from now on.
        PAUSED,
        /// The node goes on.
        RESUMED,
        /// A fault has struck.
        FAULT,
        /// Something was done, such as an event appended.
        DONE,
        /// Something failed.
        FAILED,
        /// Something was changed from outside.
        CHANGE,
        /// An invariant was seen broken.
        VIOLATION
    }

    /// Something that happened, on a node or to all.
    ///
    /// @param lane the node; empty for all
    public record Mark(Duration at, Optional<String> lane, Sign sign, String says) {}

    public MessageDiagram {
        lanes = List.copyOf(lanes);
        arrows = List.copyOf(arrows);
        marks = List.copyOf(marks);
    }

    /// The diagram of some traces, and of what else happened.
    ///
    /// @param beginning when time begins to count
    /// @param marks what befell the nodes; what the traces tell of what was done is added
    /// @param names what to call ids by, such as an order's UUID by its number
    /// @param nodes the node of each service that runs on one only: who did not get what was sent to it
    public static MessageDiagram of(
            Collection<Trace> traces,
            Instant beginning,
            List<Mark> marks,
            Map<String, String> names,
            Map<String, String> nodes) {
        var conversation = new Conversation(traces, beginning, names, nodes);
        var arrows = new ArrayList<>(conversation.arrows());
        var all = new ArrayList<>(marks);
        all.addAll(conversation.marks());
        arrows.sort(Comparator.comparing(Arrow::sent));
        all.sort(Comparator.comparing(Mark::at));
        int count = arrows.size() + all.size();
        if (count > MAX_ROWS) {
            var last = moments(arrows, all).get(MAX_ROWS - 1);
            arrows.removeIf(arrow -> arrow.sent().compareTo(last) > 0);
            all.removeIf(isAfter(last));
        }
        return new MessageDiagram(
                lanes(arrows, all), arrows, all, count - arrows.size() - all.size());
    }

    /// A violation is what the picture is for, and stays.
    private static Predicate<Mark> isAfter(Duration last) {
        return mark -> mark.at().compareTo(last) > 0 && mark.sign() != Sign.VIOLATION;
    }

    private static List<Duration> moments(List<Arrow> arrows, List<Mark> marks) {
        var moments = new ArrayList<Duration>();
        arrows.forEach(arrow -> moments.add(arrow.sent()));
        marks.forEach(mark -> moments.add(mark.at()));
        Collections.sort(moments);
        return moments;
    }

    /// In the order of the calls: who asks stands left of who answers.
    private static List<String> lanes(List<Arrow> arrows, List<Mark> marks) {
        SequencedSet<String> lanes =
                new TreeSet<>(
                        Comparator.<String>comparingInt(lane -> place(lane))
                                .thenComparing(Comparator.naturalOrder()));
        for (var arrow : arrows) {
            lanes.add(arrow.from());
            lanes.add(arrow.to());
        }
        marks.forEach(mark -> mark.lane().ifPresent(lanes::add));
        return List.copyOf(lanes);
    }

    private static int place(String lane) {
        if (lane.equals(OUTSIDE)) {
            return 0;
        }
        return lane.startsWith("gateway") ? 1 : lane.startsWith("order") ? 2 : 3;
    }

    /// What of it was sent or happened up to this moment; what was on its way then is there as if it had arrived.
    public MessageDiagram until(Duration moment) {
        return new MessageDiagram(
                lanes,
                arrows.stream().filter(arrow -> arrow.sent().compareTo(moment) <= 0).toList(),
                marks.stream().filter(mark -> mark.at().compareTo(moment) <= 0).toList(),
                omitted);
    }

    /// Draws it as text, no line wider than the page: a line for each arrow and mark.
    public String draw(Page page) {
        return new MessageDiagramText(this, page).draw();
    }

    /// Draws it as a picture: a whole SVG document.
    public String svg() {
        return new MessageDiagramSvg(this).draw();
    }
}
