package greenbelt.user;

import greenbelt.bus.Bus;
import greenbelt.contract.Finding;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.UserId;
import greenbelt.database.Database;
import greenbelt.database.Schema;
import greenbelt.http.Network;
import greenbelt.http.Router;
import greenbelt.outbox.Habits;
import greenbelt.outbox.Inbox;
import greenbelt.outbox.Outbox;
import greenbelt.outbox.OutboxRelay;
import greenbelt.telemetry.Tracer;
import greenbelt.token.TokenIssuer;
import greenbelt.token.TokenTerms;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;

/// The user service: who the users are, their wallets, and the tokens they sign in with.
///
/// A wallet is a ledger: entries are added, never changed, and the balance is what they add up to. Credit is set aside
/// for an order by an entry, and given back by another one, whether the order service asks over HTTP or over the bus.
public final class UserService {
    /// The name under which it is called.
    public static final String NAME = "user";

    /// The tables of its database.
    public static final Schema SCHEMA = UserTables.SCHEMA.and(Outbox.TABLES).and(Inbox.TABLES);

    private final Database database;
    private final AtomicReference<Optional<OutboxRelay>> relay =
            new AtomicReference<>(Optional.empty());

    private UserService(Database database) {
        this.database = database;
    }

    /// What the service stands on.
    ///
    /// @param database its own, opened with [#SCHEMA]
    /// @param tracer of this service on this node, for the log and for the messages it causes
    public record Parts(
            World world, Node node, Database database, Network network, Bus bus, Tracer tracer) {}

    /// What can be set.
    ///
    /// @param residents who live in a new database
    /// @param passwordIterations what a sign-in costs, at least 1
    /// @param habits how it treats messages
    public record Settings(List<Resident> residents, int passwordIterations, Habits habits) {
        public Settings {
            residents = List.copyOf(residents);
        }

        /// For passwords that people choose: what OWASP asks for. About 0.2 s of a processor.
        public static final int LIVE_PASSWORD_ITERATIONS = 600_000;

        /// For the virtual world, whose passwords nobody outside can guess at, and whose time costs no processor's.
        public static final int VIRTUAL_PASSWORD_ITERATIONS = 1;
    }

    /// A user of the starting town. All of them have the same password, see [#TOWN_PASSWORD].
    ///
    /// @param credit with which the wallet begins
    public record Resident(String handle, String name, String email, Money credit) {}

    /// The password of every seeded user. It is no secret: the README prints it, for trying things out.
    public static final String TOWN_PASSWORD = "greenbelt";

    /// Starts the service on its node; returns when it answers requests. Of several instances on one database the one that
    /// leads consumes and publishes messages, see [Database#lead]; all of them answer requests.
    public static UserService start(Parts parts, Settings settings) {
        var world = parts.world();
        var database = parts.database();
        var log = parts.tracer().log();
        var outbox = Outbox.open(world, database, Tracer::current);
        var habits = settings.habits();
        var outgoing = habits.outgoing(outbox, parts.bus(), Tracer::current);
        var events = new UserEvents(world, outgoing);
        var passwords = new PasswordDesk(world, new Passwords(settings.passwordIterations()));
        if (!database.read("list forgotten users", Users::forgotten).isEmpty()) {
            // A crash may have left what was erased in the file.
            database.rewriteWhenStopped(session -> {});
        }
        var registry = new Registry(world, database, passwords, events, log);
        var issuer =
                new TokenIssuer(world, SigningKeys.open(world, database), TokenTerms.GREENBELT);

        new Town(world, database, events).settleOnce(settings.residents());
        var commands =
                new UserCommands(
                        world,
                        database,
                        Inbox.open(database, habits.hearing()),
                        events,
                        habits.hearing());
        var service = new UserService(database);
        database.lead(() -> {
            commands.subscribe(parts.bus(), parts.node());
            service.relay.set(
                    Optional.of(
                            OutboxRelay.start(world, parts.node(), database, outbox, parts.bus())));
        });

        var router = new Router(world);
        new UserApi(world, database, registry).addTo(router);
        new SignIn(registry, passwords, issuer, log).addTo(router);
        parts.network().listen(parts.node(), NAME, router);
        return service;
    }

    /// Checks what must hold after every transaction.
    public List<Finding> check() {
        return database.read("check invariants", UserInvariant::checkAll);
    }

    /// How much credit is set aside for which order now.
    public Map<OrderId, Money> reserved() {
        return database.read("list reserved credit", Wallets::reserved);
    }

    /// Who was there at a moment, and what had been paid in until then.
    public UserBooks books(Instant until) {
        return database.read("read the books", session -> UserBooks.read(session, until));
    }

    /// What is in each wallet now, by the handle of its owner.
    public SortedMap<String, Money> wallets() {
        return database.read("list wallets", UserBooks::wallets);
    }

    /// Everybody who has not left.
    public Set<UserId> users() {
        return database.read("list users", session -> new LinkedHashSet<>(Users.open(session)));
    }

    /// Everybody who was forgotten.
    public Set<UserId> forgotten() {
        return database.read(
                "list forgotten users", session -> new LinkedHashSet<>(Users.forgotten(session)));
    }

    /// Whether this instance is the one that consumes and publishes messages.
    public boolean leads() {
        return relay.get().isPresent();
    }

    /// How the messages fare that wait to be published; empty while another instance publishes them.
    public Optional<OutboxRelay.Status> outbox() {
        return relay.get().map(OutboxRelay::status);
    }
}
