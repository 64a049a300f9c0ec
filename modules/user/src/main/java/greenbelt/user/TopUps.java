package greenbelt.user;

import greenbelt.contract.IdempotencyKey;
import greenbelt.contract.UserId;
import greenbelt.database.Session;
import java.util.Optional;

/// Pays into wallets, once for each reference.
final class TopUps {
    private TopUps() {}

    /// Pays in, or answers with the entry of the first time. Throws [greenbelt.http.ProblemException] when there is no
    /// such user, or when another amount was paid in under this reference.
    static WalletEntry pay(Session session, UserId user, Movement movement) {
        if (Wallets.balance(session, user).isEmpty()) {
            throw Registry.unknown(user);
        }
        var before = entry(session, movement);
        if (before.isPresent()) {
            var amount = before.get().movement().amount();
            if (!amount.equals(movement.amount())) {
                throw IdempotencyKey.reused(
                        "amountCents " + amount.cents(),
                        "amountCents " + movement.amount().cents());
            }
            return before.get();
        }
        Wallets.move(session, user, movement);
        return entry(session, movement).orElseThrow();
    }

    private static Optional<WalletEntry> entry(Session session, Movement movement) {
        return Wallets.entry(session, movement.kind(), movement.reference());
    }
}
