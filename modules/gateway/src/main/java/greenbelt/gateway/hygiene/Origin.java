package greenbelt.gateway.hygiene;

import greenbelt.http.Headers;
import greenbelt.http.Headers.Field;
import greenbelt.http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// From where a request comes, as far as the gateway can know: whoever holds the other end of the connection; and when that
/// is a proxy that is trusted, whoever it says was before it.
///
/// @param peer who holds the other end of the connection
/// @param before who was before, the first one first; none when the peer is not trusted
/// @param trusted the peers that are believed
/// @param host which host was asked for
/// @param scheme how the first one asked, `http` or `https`
/// @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239: Forwarded HTTP Extension</a>
public record Origin(
        String peer,
        List<String> before,
        TrustedPeers trusted,
        Optional<String> host,
        String scheme) {
    private static final String FOR = "x-forwarded-for";
    private static final String HOST = "x-forwarded-host";
    private static final String PROTO = "x-forwarded-proto";
    private static final String FORWARDED = "forwarded";
    private static final List<String> SCHEMES = List.of("http", "https");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9.:_-]{1,64}");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    /// So many proxies are remembered, the last ones.
    private static final int MAX_BEFORE = 10;

    /// From where this request comes, when these peers are trusted.
    ///
    /// @param scheme how the gateway itself was asked
    public static Origin of(Request request, String scheme, TrustedPeers trusted) {
        var headers = request.headers();
        var host = headers.first("host").filter(HeaderHygiene::isHost);
        if (!trusted.has(request.peer())) {
            return new Origin(request.peer(), List.of(), trusted, host, scheme);
        }
        return new Origin(
                request.peer(),
                before(headers),
                trusted,
                headers.first(HOST).filter(HeaderHygiene::isHost).or(() -> host),
                headers.first(PROTO).filter(SCHEMES::contains).orElse(scheme));
    }

    private static List<String> before(Headers headers) {
        var before = new ArrayList<String>();
        for (var value : headers.all(FOR)) {
            for (var each : value.split(",", -1)) {
                var name = each.strip();
                // What is no name of anybody says nothing about those before it either.
                if (!NAME.matcher(name).matches()) {
                    before.clear();
                    continue;
                }
                before.add(name);
            }
        }
        return List.copyOf(before.subList(Math.max(0, before.size() - MAX_BEFORE), before.size()));
    }

    /// Who has sent it: the last one that is not a trusted proxy.
    public String address() {
        if (!trusted.has(peer)) {
            return peer;
        }
        for (var name : before.reversed()) {
            if (!trusted.has(name)) {
                return name;
            }
        }
        return before.isEmpty() ? peer : before.getFirst();
    }

    /// What a service is told about it, always written anew.
    List<Field> fields() {
        var names = new ArrayList<>(before);
        names.add(peer.isEmpty() ? "unknown" : peer);
        var elements = new ArrayList<String>();
        for (var name : names) {
            elements.add("for=" + node(name));
        }
        var last = new StringBuilder(elements.removeLast());
        host.ifPresent(it -> last.append(";host=\"").append(it).append('"'));
        elements.add(last.append(";proto=").append(scheme).toString());
        var fields = new ArrayList<Field>();
        fields.add(new Field(FORWARDED, String.join(", ", elements)));
        fields.add(new Field(FOR, String.join(", ", names)));
        host.ifPresent(it -> fields.add(new Field(HOST, it)));
        fields.add(new Field(PROTO, scheme));
        return fields;
    }

    /// An address as it is, in quotes where it has colons; any other name with an underscore in front, as the RFC has it.
    private static String node(String name) {
        if (name.equals("unknown") || ADDRESS.matcher(name).matches()) {
            return name;
        }
        return name.indexOf(':') >= 0 ? "\"[" + name + "]\"" : "_" + name;
    }
}
