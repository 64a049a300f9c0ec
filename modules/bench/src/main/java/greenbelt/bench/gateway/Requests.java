package greenbelt.bench.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;

/// The requests of a measurement, as bytes: the same few in a circle, or one for each of many who send.
///
/// @param texts at least one
record Requests(List<byte[]> texts) {
    Requests {
        texts = List.copyOf(texts);
    }

    /// One that anybody may send.
    static Requests anonymous() {
        return new Requests(List.of(text("")));
    }

    /// One for each of these tokens.
    static Requests by(List<String> tokens) {
        return new Requests(
                tokens.stream()
                        .map(token -> text("authorization: Bearer " + token + "\r\n"))
                        .toList());
    }

    private static byte[] text(String fields) {
        return """
        GET /items/apple HTTP/1.1\r
        host: localhost\r
        accept: application/json\r
        user-agent: greenbelt-bench\r
        %s\r
        """
                .formatted(fields)
                .getBytes(US_ASCII);
    }

    /// The one after so many others.
    byte[] nth(long n) {
        return texts.get((int) (n % texts.size()));
    }
}
