package greenbelt.projection;

import greenbelt.eventstore.StoredEvent;
import greenbelt.world.FailureText;
import java.time.Instant;

/// An event that a projection could not take, or that waits behind one of the same stream.
///
/// @param position of the event
/// @param stream whose event it is; while one of them is here, the later ones come here too, so that their order is kept
/// @param version its place in the stream
/// @param type the event's type
/// @param waits whether it was never tried, because of an earlier one of its stream
/// @param reason what the projection threw
/// @param attempts how often it was tried
/// @param at when it came here
public record DeadLetter(
        String projection,
        long position,
        String stream,
        long version,
        String type,
        boolean waits,
        String reason,
        int attempts,
        Instant at) {

    static DeadLetter of(
            String projection,
            StoredEvent event,
            RuntimeException failure,
            int attempts,
            Instant at) {
        return new DeadLetter(
                projection,
                event.position(),
                event.stream().value(),
                event.version(),
                event.event().type(),
                false,
                VersionTable.cut(FailureText.of(failure)),
                attempts,
                at);
    }

    static DeadLetter waiting(String projection, StoredEvent event, Instant at) {
        return new DeadLetter(
                projection,
                event.position(),
                event.stream().value(),
                event.version(),
                event.event().type(),
                true,
                "an earlier event of its stream is a dead letter",
                0,
                at);
    }
}
