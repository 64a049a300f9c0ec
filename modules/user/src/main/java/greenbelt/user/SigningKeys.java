package greenbelt.user;

import greenbelt.database.Database;
import greenbelt.token.SigningKey;
import greenbelt.world.World;
import java.util.HexFormat;

/// Keeps the key that signs tokens, so that tokens stay valid over a restart.
final class SigningKeys {
    private static final String NAME = "access-token";

    private SigningKeys() {}

    /// The stored key; a new one when there is none.
    static SigningKey open(World world, Database database) {
        var fresh = HexFormat.of().formatHex(world.secret("signing-key", SigningKey.SECRET_BYTES));
        var secret =
                database.write(
                        "open signing key",
                        session -> {
                            var stored =
                                    session.queryOne(
                                            "select secret from signing_keys where name = ?",
                                            row -> row.text("secret"),
                                            NAME);
                            if (stored.isEmpty()) {
                                session.update(
                                        "insert into signing_keys values (?, ?)", NAME, fresh);
                            }
                            return stored.orElse(fresh);
                        });
        return SigningKey.of(HexFormat.of().parseHex(secret));
    }
}
