package greenbelt.simulator;

import greenbelt.fault.Faults;
import greenbelt.fault.Target.OfProjection;
import greenbelt.projection.DeadLetter;
import greenbelt.projection.ProjectionStatus;
import greenbelt.projection.Projections;
import greenbelt.simulator.Why.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The events of one order that a projection could not take.
///
/// @param projection which does not have them
/// @param letters in the order of the stream; the first one is the cause, the others may wait behind it
record Unprojected(String projection, List<DeadLetter> letters) {
    /// The projection without which nobody ships an order, or asks again for it.
    private static final String TIMERS = "timers";

    Unprojected {
        letters = List.copyOf(letters);
    }

    /// What each projection lacks of this stream; none when all have all of it.
    static List<Unprojected> of(Projections projections, String stream) {
        return projections.status().stream()
                .filter(ProjectionStatus::reads)
                .filter(status -> status.deadLetters() > 0)
                .map(status -> of(projections, status.name(), stream))
                .filter(lacks -> !lacks.letters().isEmpty())
                .toList();
    }

    private static Unprojected of(Projections projections, String name, String stream) {
        return new Unprojected(
                name,
                projections.deadLetters(name).stream()
                        .filter(letter -> letter.stream().equals(stream))
                        .toList());
    }

    boolean isOfTheTimers() {
        return projection.equals(TIMERS);
    }

    /// The event that it could not take, with the faults that are on it.
    List<Clue> clues(List<Faults.Status> faults) {
        var clues = new ArrayList<>(List.of(new Clue("projection " + projection, sentence())));
        clues.addAll(Diagnosis.faultsOn(new OfProjection(projection), faults));
        return clues;
    }

    String sentence() {
        var first = letters.getFirst();
        int behind = letters.size() - 1;
        return "event %d (%s) is a dead letter of projection %s%s; hand it over again: projection redrive %s; it failed with %s"
                .formatted(
                        first.position(),
                        first.type(),
                        projection,
                        behind == 0 ? "" : ", with " + behind + " behind it",
                        projection,
                        first.reason());
    }

    /// What keeps timers from ringing for the order.
    static Optional<Unprojected> timers(List<Unprojected> all) {
        return all.stream().filter(Unprojected::isOfTheTimers).findFirst();
    }
}
