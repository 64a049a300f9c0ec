package greenbelt.gateway.routing;

import greenbelt.gateway.hygiene.Origin;
import greenbelt.gateway.identity.Authentication;
import greenbelt.http.Headers;
import greenbelt.token.TokenVerifier;
import greenbelt.world.Randomness;
import java.util.Optional;

/// Whose requests all go to the same one of several routes that share by weight: same sender, same side.
///
/// Where somebody falls depends on the group and on who they are, and on nothing else: it survives a restart, and of two
/// sides whose shares add up to the same as before, nobody leaves the one that grows.
public sealed interface Sticky {
    /// Who sends a request, by this measure; empty when it does not say.
    ///
    /// @param headers as they came
    /// @param origin from where it came
    Optional<String> sender(Headers headers, Origin origin);

    /// What the file calls it.
    String word();

    /// Where in a group a request falls, of `total` places; empty when it does not say who sends it.
    default Optional<Integer> place(String group, Headers headers, Origin origin, int total) {
        return sender(headers, origin)
                .map(sender ->
                        Randomness.of(0, group + "/" + word() + "/" + sender).nextInt(total));
    }

    /// By the user or the program; by the address where nobody says who they are.
    ///
    /// The route is chosen before anybody has looked whether a token is genuine, so what counts is who it says it is for: whoever
    /// lies about that chooses their side, and is then refused.
    record ByPrincipal() implements Sticky {
        @Override
        public Optional<String> sender(Headers headers, Origin origin) {
            return headers.first(Authentication.KEY_FIELD)
                    .or(() -> Authentication.token(headers).flatMap(TokenVerifier::claimedSubject))
                    .or(() -> Optional.of(origin.address()));
        }

        @Override
        public String word() {
            return "principal";
        }
    }

    /// By the key of a program.
    record ByKey() implements Sticky {
        @Override
        public Optional<String> sender(Headers headers, Origin origin) {
            return headers.first(Authentication.KEY_FIELD);
        }

        @Override
        public String word() {
            return "key";
        }
    }

    /// By the address.
    record ByAddress() implements Sticky {
        @Override
        public Optional<String> sender(Headers headers, Origin origin) {
            return Optional.of(origin.address());
        }

        @Override
        public String word() {
            return "address";
        }
    }

    /// By the first value of a header.
    ///
    /// @param name in lower case
    record ByHeader(String name) implements Sticky {
        @Override
        public Optional<String> sender(Headers headers, Origin origin) {
            return headers.first(name);
        }

        @Override
        public String word() {
            return "header " + name;
        }
    }
}
