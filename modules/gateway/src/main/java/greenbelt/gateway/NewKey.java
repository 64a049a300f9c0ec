package greenbelt.gateway;

import greenbelt.gateway.identity.ApiKey;
import greenbelt.world.World;
import java.util.Base64;
import java.util.List;

/// A key for a program, as it is made: shown once, and then only its hash is anywhere.
///
/// @param key what the program sends in `x-api-key`
/// @param entry the line for the section `keys` of the file of routes
public record NewKey(String key, String entry) {
    /// Makes a key. Throws [IllegalArgumentException] when the name cannot be one.
    ///
    /// @param name whose it is: letters, digits and dashes
    /// @param scopes what it is good for
    public static NewKey of(World world, String name, List<String> scopes) {
        var secret = world.secret("api key/" + name, ApiKey.SECRET_BYTES);
        var key = name + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var known = new ApiKey(name, ApiKey.hash(key), scopes);
        return new NewKey(
                key,
                "%s: {sha256: %s, scopes: %s}"
                        .formatted(known.name(), known.sha256(), known.scopes()));
    }
}
