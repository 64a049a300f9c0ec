package greenbelt.user;

import greenbelt.contract.Message.UsersRegistered;
import greenbelt.contract.UserId;
import greenbelt.database.Database;
import greenbelt.database.Session;
import greenbelt.user.UserService.Resident;
import greenbelt.world.World;
import java.time.Instant;
import java.util.List;

/// Settles the users of the starting town in a new database.
final class Town {
    /// What [Passwords] makes of [UserService#TOWN_PASSWORD]. Made beforehand, with few iterations and a salt that all
    /// share, because hashing could not protect a published password, and would cost seconds at the first start.
    static final String PASSWORD_HASH =
            "pbkdf2-sha256$1000$Z3JlZW5iZWx0LXRvd24tMQ==$q2Zx+sugc2jJw5E0BmoKErSBWi5/WG9UxsEejPCvudY=";

    /// So that a message stays well below the largest that an envelope takes.
    private static final int MAX_USERS_PER_MESSAGE = 10_000;

    private final World world;
    private final Database database;
    private final UserEvents events;

    Town(World world, Database database, UserEvents events) {
        this.world = world;
        this.database = database;
        this.events = events;
    }

    /// Registers the residents and announces them, in one message if they fit, unless the database has users already.
    void settleOnce(List<Resident> residents) {
        var users = residents.stream().map(this::user).toList();
        var at = world.now();
        database.write("settle the town", session -> settle(session, users, at));
    }

    private User user(Resident resident) {
        return new User(
                new UserId(world.random("user/" + resident.handle()).nextUuid()),
                resident.handle(),
                resident.name(),
                resident.email(),
                PASSWORD_HASH,
                resident.credit(),
                false,
                false);
    }

    private boolean settle(Session session, List<User> users, Instant at) {
        if (users.isEmpty() || !Users.isEmpty(session)) {
            return false;
        }
        Users.insert(session, users);
        Wallets.insert(session, users.stream().map(user -> opening(user, at)).toList());
        var ids = users.stream().map(User::id).toList();
        for (int from = 0; from < ids.size(); from += MAX_USERS_PER_MESSAGE) {
            var some = ids.subList(from, Math.min(from + MAX_USERS_PER_MESSAGE, ids.size()));
            events.announce(session, "settle " + some.getFirst(), new UsersRegistered(some));
        }
        return true;
    }

    /// The first entry of a wallet.
    static WalletEntry opening(User user, Instant at) {
        var kind = Movement.Kind.OPENING;
        var movement = new Movement(kind, user.id().value(), user.balance(), at);
        return new WalletEntry(user.id(), movement, user.balance());
    }
}
