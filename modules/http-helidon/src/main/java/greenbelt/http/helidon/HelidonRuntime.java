package greenbelt.http.helidon;

import io.helidon.service.registry.GlobalServiceRegistry;
import io.helidon.service.registry.ServiceRegistryConfig;
import io.helidon.service.registry.ServiceRegistryManager;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What Helidon shares between all servers of a JVM, set up once.
final class HelidonRuntime {
    /// Kept, because a logger that nobody holds forgets its level.
    private static final Logger LOGGER = Logger.getLogger("io.helidon");

    static {
        LOGGER.setLevel(
                Level.SEVERE); // Helidon tells of each start and stop, and of each client that
        // leaves
        if (!GlobalServiceRegistry.configured()) {
            // Empty: to look for services on the module path took a third of the start of the first
            // server.
            var nothing =
                    ServiceRegistryConfig.builder()
                            .discoverServices(false)
                            .discoverServicesFromServiceLoader(false)
                            .build();
            GlobalServiceRegistry.registry(ServiceRegistryManager.create(nothing).registry());
        }
    }

    private HelidonRuntime() {}

    /// Makes sure that it is set up.
    static void prepare() {}
}
