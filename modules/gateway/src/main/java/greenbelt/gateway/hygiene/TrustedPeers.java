package greenbelt.gateway.hygiene;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Proxies in front of the gateway whose word on who was before them is believed. Immutable.
///
/// @param names as the network names them: mostly addresses
/// @param networks all addresses of each are believed
public record TrustedPeers(Set<String> names, List<Network> networks) {
    public TrustedPeers {
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
        networks = List.copyOf(networks);
    }

    /// All addresses that begin with the same bits.
    ///
    /// @param address the first of them, of 4 or 16 bytes
    /// @param bits how many they have in common
    /// @see <a href="https://www.rfc-editor.org/rfc/rfc4632#section-3.1">RFC 4632: Classless Inter-domain Routing</a>
    public record Network(InetAddress address, int bits) {
        boolean has(InetAddress other) {
            var ours = address.getAddress();
            var theirs = other.getAddress();
            return ours.length == theirs.length && commonBits(ours, theirs) >= bits;
        }

        private static int commonBits(byte[] one, byte[] other) {
            int at = Arrays.mismatch(one, other);
            if (at < 0) {
                return one.length * Byte.SIZE;
            }
            int difference = (one[at] ^ other[at]) & 0xFF;
            return at * Byte.SIZE + Integer.numberOfLeadingZeros(difference << (3 * Byte.SIZE));
        }
    }

    /// Reads names, addresses, and networks such as `10.0.0.0/8`. Throws [IllegalArgumentException] when a network is none.
    public static TrustedPeers of(List<String> entries) {
        var names = new LinkedHashSet<String>();
        var networks = new ArrayList<Network>();
        for (var entry : entries) {
            int slash = entry.indexOf('/');
            if (slash < 0) {
                names.add(entry);
            } else {
                networks.add(network(entry, slash));
            }
        }
        return new TrustedPeers(names, networks);
    }

    private static Network network(String entry, int slash) {
        InetAddress address;
        int bits;
        try {
            address = InetAddress.ofLiteral(entry.substring(0, slash));
            bits = Integer.parseInt(entry.substring(slash + 1));
        } catch (IllegalArgumentException wrong) {
            throw expected("an address, / and a number of bits, as in 10.0.0.0/8", entry, wrong);
        }
        int most = address.getAddress().length * Byte.SIZE;
        if (bits < 0 || bits > most) {
            throw expected("0 to %d bits".formatted(most), entry, null);
        }
        return new Network(address, bits);
    }

    private static IllegalArgumentException expected(
            String what, String entry, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "expected %s, found \"%s\"".formatted(what, entry), cause);
    }

    /// Whether this peer is one of them.
    boolean has(String peer) {
        return names.contains(peer) || isInNetwork(peer);
    }

    private boolean isInNetwork(String peer) {
        if (networks.isEmpty()) {
            return false;
        }
        try {
            var address = InetAddress.ofLiteral(peer);
            return networks.stream().anyMatch(network -> network.has(address));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }
}
