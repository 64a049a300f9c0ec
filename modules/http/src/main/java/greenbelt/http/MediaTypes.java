package greenbelt.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;

/// The kinds of content that are spoken here.
final class MediaTypes {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";
    static final String TEXT = "text/plain; charset=utf-8";
    static final String EVENTS = "text/event-stream";

    private MediaTypes() {}

    static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        var type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
        var name = type.toLowerCase(Locale.ROOT);
        return name.equals(JSON) || (name.startsWith("application/") && name.endsWith("+json"));
    }

    /// Decodes strictly, because a replacement character is silent damage.
    static String utf8(byte[] bytes) throws CharacterCodingException {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException malformed) {
            var failure =
                    new CharacterCodingException() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public String getMessage() {
                            return "bytes that are not UTF-8";
                        }
                    };
            failure.initCause(malformed);
            throw failure;
        }
    }
}
