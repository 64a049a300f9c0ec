package greenbelt.user;

import greenbelt.http.Problem;
import greenbelt.http.ProblemException;
import greenbelt.world.Mailbox;
import greenbelt.world.World;
import java.time.Duration;
import java.util.function.Supplier;

/// Where passwords are hashed: one at a time, because a hash keeps a processor busy, and the others have work to do.
///
/// Safe for many tasks. Throws [ProblemException] with status 503 for whoever has waited for [#PATIENCE].
final class PasswordDesk {
    /// The longest wait for one's turn.
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Passwords passwords;
    private final Mailbox<Boolean> seat;

    PasswordDesk(World world, Passwords passwords) {
        this.passwords = passwords;
        this.seat = world.mailbox("seat at the password desk", 1);
        seat.put(true);
    }

    /// The hash to store for a password.
    String hash(String password, byte[] salt) {
        return seated(() -> passwords.hash(password, salt));
    }

    /// Whether this is the password of that hash.
    boolean matches(String password, String hash) {
        return seated(() -> passwords.matches(password, hash));
    }

    /// A hash of usual strength that no password has.
    String decoy() {
        return passwords.decoy();
    }

    /// Does the work at the desk, when it is one's turn.
    <T> T seated(Supplier<T> work) {
        if (seat.await(PATIENCE).isEmpty()) {
            throw new ProblemException(
                    Problem.of(503, "too-busy", "Too many passwords are being checked just now.")
                            .retryAfter(PATIENCE));
        }
        try {
            return work.get();
        } finally {
            seat.put(true);
        }
    }
}
