package greenbelt.bus;

import greenbelt.bus.Bus.DeadLetter;
import greenbelt.bus.Bus.Entry;

/// A message on its way through a subscription.
///
/// @param tried how often it had been tried when it became a dead letter; 0 when it is none
record Letter(Entry entry, int tried) {
    static Letter of(Entry entry) {
        return new Letter(entry, 0);
    }

    static Letter of(DeadLetter dead) {
        var nowhere = 0L; // its partition is done with it
        return new Letter(
                new Entry(dead.position(), dead.partition(), nowhere, dead.message()),
                dead.attempts());
    }

    boolean isDead() {
        return tried > 0;
    }

    String key() {
        return entry.key();
    }

    long position() {
        return entry.position();
    }

    int length() {
        return entry.message().data().length();
    }
}
