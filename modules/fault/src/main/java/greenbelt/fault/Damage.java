package greenbelt.fault;

import greenbelt.event.Envelope;
import greenbelt.event.Utf8;
import greenbelt.world.Randomness;

/// Damages the payload of messages, so that whoever reads them notices; the envelope stays whole.
final class Damage {
    private Damage() {}

    /// The message with its payload cut off somewhere, or with something in it that does not belong there.
    static Envelope of(Envelope message, Randomness random) {
        var data = message.data();
        int place = data.isEmpty() ? 0 : random.nextInt(data.length());
        boolean cutsOff = random.chance(0.5);
        var damaged =
                cutsOff || Utf8.isLonger(data, Envelope.MAX_DATA_BYTES - 1)
                        ? data.substring(0, place)
                        : data.substring(0, place) + '\u0000' + data.substring(place);
        return new Envelope(
                message.id(),
                message.source(),
                message.type(),
                message.schemaVersion(),
                message.subject(),
                message.time(),
                message.trace(),
                message.cause(),
                damaged);
    }
}
