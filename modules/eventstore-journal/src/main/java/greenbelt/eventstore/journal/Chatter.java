package greenbelt.eventstore.journal;

import java.util.logging.Level;
import java.util.logging.Logger;

/// Keeps Chronicle from talking about itself: how long each file took to open, which native library it does without.
final class Chatter {
    // Held here because the log manager forgets the level of a logger that nobody holds.
    private static final Logger CHRONICLE = Logger.getLogger("net.openhft");
    private static final Logger AFFINITY = Logger.getLogger("net.openhft.affinity");

    private Chatter() {}

    static void hush() {
        CHRONICLE.setLevel(Level.WARNING);
        AFFINITY.setLevel(Level.SEVERE);
    }
}
