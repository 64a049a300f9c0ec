package greenbelt.bench.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The routes of the gateways that are measured.
final class RoutesFiles {
    /// The scope of every token.
    static final String SCOPE = "inventory:read";

    private static final String COMMON =
            """
            upstreams:
              service: {instances: [service]}
            issuers:
              - {issuer: greenbelt-user, audience: greenbelt-api, algorithms: [EdDSA], keys: service}
            routes:
            """;

    private static final String ITEM =
            """
              - name: showItem
                methods: [GET]
                path: {template: "/items/{sku}"}
                upstream: service
            """;

    private final Path folder;

    RoutesFiles(Path folder) {
        this.folder = folder;
    }

    /// Anybody may ask.
    Path plain() throws IOException {
        return write("plain", ITEM + "    access: [anonymous]\n");
    }

    /// The same among so many.
    Path plainAmong(int routes) throws IOException {
        var others =
                IntStream.range(1, routes)
                        .mapToObj(
                                """
                                  - name: other%d
                                    methods: [GET]
                                    path: {template: "/others%<d/{id}"}
                                    upstream: service
                                    access: [anonymous]
                                """
                                        ::formatted)
                        .collect(Collectors.joining());
        return write("among", ITEM + "    access: [anonymous]\n" + others);
    }

    /// Who has a token may ask.
    Path withToken() throws IOException {
        return write("token", ITEM + "    access: [token]\n    scopes: [" + SCOPE + "]\n");
    }

    /// The same, and so often, which is more often than anybody does here.
    Path withTokenAndLimit() throws IOException {
        return write(
                "limit",
                ITEM
                        + """
                            access: [token]
                            scopes: [%s]
                            policies:
                              limits: [{by: principal, requests: 100000, per: 1s}]
                        """
                                .formatted(SCOPE));
    }

    private Path write(String name, String routes) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), COMMON + routes);
    }
}
