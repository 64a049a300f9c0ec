package greenbelt.vault;

import greenbelt.database.Database;
import greenbelt.database.Row;
import greenbelt.database.Session;
import greenbelt.world.World;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Keeps a key for each person, and seals with it what is personal.
///
/// A log is never changed, and a backup is not either. So what is personal goes into them sealed, and to forget a person
/// is to destroy the key: what was sealed stays, byte for byte, and means nothing to anybody any more
/// (crypto-shredding). Keys do not leave their table but for the moment in which something is sealed or opened here; a
/// [greenbelt.database.Dump] does not show them. Nobody who was forgotten is given a key again.
///
/// What was opened must not be kept where it cannot be erased. Safe for many tasks.
///
/// @see <a href="https://verraes.net/2019/05/eventsourcing-patterns-throw-away-the-key/">Mathias Verraes: Throw Away
///     the Key</a>
public final class Vault {
    /// Its table, for the schema of the service's database. The row of a person who was forgotten stays, without secret; while
    /// it has a key id, the bytes of the secret may still be in the file.
    public static final List<String> TABLES =
            List.of(
                    """
                    create table personal_keys (
                        person uuid primary key,
                        key_id uuid unique,
                        secret varchar(64))\
                    """);

    private final World world;
    private final Database database;

    private Vault(World world, Database database) {
        this.world = world;
        this.database = database;
    }

    /// The vault in `database`, whose schema has [#TABLES]. What a crash has left of destroyed keys in its file goes when the
    /// database is stopped.
    public static Vault open(World world, Database database) {
        boolean hasTraces =
                database.read(
                        "look for traces of keys",
                        session ->
                                !session.query(
                                                "select person from personal_keys"
                                                        + " where secret is null and key_id is not null"
                                                        + " order by person fetch first 1 row only",
                                                row -> row.uuid("person"))
                                        .isEmpty());
        if (hasTraces) {
            database.rewriteWhenStopped(Vault::noteNoTraces);
        }
        return new Vault(world, database);
    }

    private static void noteNoTraces(Session session) {
        session.update(
                "update personal_keys set key_id = null where secret is null and key_id is not null");
    }

    /// Gives keys to people who have none. One who was forgotten stays so.
    public void admit(Session session, List<UUID> people) {
        session.updateAll(
                "insert into personal_keys select ?, ?, ?"
                        + " where not exists (select 1 from personal_keys where person = ?)",
                people.stream().map(this::fresh).toList());
    }

    /// Drawn by a name of the person's own, so that who is admitted besides does not matter.
    private List<Object> fresh(UUID person) {
        var name = "personal key/" + person;
        var secret = HexFormat.of().formatHex(world.secret(name, Key.SECRET_BYTES));
        return List.of(person, world.random(name).nextUuid(), secret, person);
    }

    /// Seals a text about a person; empty when the person was forgotten, or never admitted.
    ///
    /// @param place where it will stand, such as `order 17, deliverTo`; it opens nowhere else
    public Optional<Sealed> seal(UUID person, String place, String text) {
        return database.read("find personal key", session -> find(session, person))
                .map(key -> key.seal(text, place, world.secret("nonce/" + place, Key.NONCE_BYTES)));
    }

    /// Opens what was sealed for this place; empty when the key has been destroyed.
    ///
    /// Throws [VaultException] when it was changed, or sealed for another place.
    public Optional<String> open(String place, Sealed sealed) {
        return database.read("open personal data", session -> open(session, place, sealed));
    }

    /// The same inside a transaction: for a read model that must not miss that the key is destroyed meanwhile.
    public Optional<String> open(Session session, String place, Sealed sealed) {
        return session.queryOne(
                        "select key_id, secret from personal_keys"
                                + " where key_id = ? and secret is not null",
                        Vault::key,
                        sealed.key())
                .map(key -> key.open(sealed, place));
    }

    /// Destroys the person's key, or sees to it that there will never be one. Again has no further effect.
    ///
    /// Nobody can ask for the key any more; its bytes leave the file when the database is stopped.
    public void forget(Session session, UUID person) {
        int known =
                session.update("update personal_keys set secret = null where person = ?", person);
        if (known == 0) {
            session.update(
                    "insert into personal_keys values (?, ?, ?)",
                    person,
                    Optional.empty(),
                    Optional.empty());
        }
        session.afterCommit(() -> database.rewriteWhenStopped(Vault::noteNoTraces));
    }

    /// Everybody whose key is there, sorted.
    public Set<UUID> remembered() {
        return database.read(
                "list remembered people",
                session ->
                        new LinkedHashSet<>(
                                session.query(
                                        "select person from personal_keys"
                                                + " where secret is not null order by person",
                                        row -> row.uuid("person"))));
    }

    private static Optional<Key> find(Session session, UUID person) {
        return session.queryOne(
                "select key_id, secret from personal_keys"
                        + " where person = ? and secret is not null",
                Vault::key,
                person);
    }

    private static Key key(Row row) {
        return new Key(row.uuid("key_id"), row.text("secret"));
    }
}
