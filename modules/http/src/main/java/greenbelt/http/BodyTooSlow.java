package greenbelt.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A body that its sender sends so slowly that its reader has given up.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-15.5.9">RFC 9110, 408 Request Timeout</a>
public final class BodyTooSlow extends IOException {
    private static final long serialVersionUID = 1L;

    public BodyTooSlow(@Nullable Throwable cause) {
        super("the body came too slowly", cause);
    }
}
