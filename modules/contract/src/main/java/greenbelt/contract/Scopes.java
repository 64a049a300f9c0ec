package greenbelt.contract;

import java.util.List;

/// What a token can be good for. The gateway asks for them, route by route.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-3.3">RFC 6749, 3.3: Access Token Scope</a>
public final class Scopes {
    /// All there are.
    public static final List<String> ALL =
            List.of(
                    "users:read",
                    "users:write",
                    "inventory:read",
                    "inventory:write",
                    "orders:read",
                    "orders:write");

    private Scopes() {}
}
