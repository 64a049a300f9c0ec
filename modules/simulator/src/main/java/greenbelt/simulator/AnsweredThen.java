package greenbelt.simulator;

import greenbelt.order.LeftOut;
import java.util.List;

/// What the order service answered at a moment of the past.
///
/// @param leftOut the orders of which the answer says nothing, because their events make no sense
public record AnsweredThen<T>(T answer, List<LeftOut> leftOut) {
    public AnsweredThen {
        leftOut = List.copyOf(leftOut);
    }
}
