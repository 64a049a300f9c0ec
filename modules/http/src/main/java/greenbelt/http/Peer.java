package greenbelt.http;

import java.util.Optional;

/// Whom a call is for: a service, whichever of its instances, or one of them.
///
/// @param instance the name of the node on which it runs; empty for any that listens
public record Peer(String service, Optional<String> instance) {
    /// Whichever instance of a service.
    public static Peer any(String service) {
        return new Peer(service, Optional.empty());
    }

    /// One instance of a service.
    public static Peer of(String service, String instance) {
        return new Peer(service, Optional.of(instance));
    }

    /// The instance, or else the service.
    @Override
    public String toString() {
        return instance.orElse(service);
    }
}
