package greenbelt.http;

/// Where a server listens.
///
/// @param host a name or an IP address
/// @param port 1 to 65535
public record Address(String host, int port) {
    /// The address of this machine for itself.
    public static final String LOOPBACK = "127.0.0.1";

    public Address {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port must be 1 to 65535, was " + port);
        }
    }

    public static Address loopback(int port) {
        return new Address(LOOPBACK, port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
