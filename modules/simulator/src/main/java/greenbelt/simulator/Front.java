package greenbelt.simulator;

import java.nio.file.Path;

/// How the gateway of a live system is reached.
///
/// @param identity with what it proves who it is
/// @param adminPort where those who run it ask it, on loopback; 0 for any that is free
/// @param adminWritable whether they may change something
public record Front(Identity identity, int adminPort, boolean adminWritable) {
    /// On an open wire, with an admin listener on any port that only answers questions.
    public static final Front OPEN = new Front(new Identity.None(), 0, false);

    public Front {
        if (adminPort < 0 || adminPort > 65_535) {
            throw new IllegalArgumentException("port must be 0 to 65535, was " + adminPort);
        }
    }

    /// With what the gateway proves who it is.
    public sealed interface Identity {
        /// With nothing: it speaks plain HTTP.
        record None() implements Identity {}

        /// With a certificate for this machine, made at the first start and kept in the data folder.
        record Development() implements Identity {}

        /// With what others have given out, in PEM.
        record Given(Path certificates, Path key) implements Identity {}
    }
}
