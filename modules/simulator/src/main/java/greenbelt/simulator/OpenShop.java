package greenbelt.simulator;

import greenbelt.database.Database;
import greenbelt.database.Disk;
import greenbelt.shard.history.History;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.run.LeasedShards;
import greenbelt.shard.run.Queries;
import greenbelt.shard.store.Shards;
import greenbelt.shard.twin.TwinCopy;
import greenbelt.shard.write.Participants;
import greenbelt.shard.write.Recovery;
import greenbelt.shard.write.TwoPhase;
import greenbelt.shard.write.WriteLog;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/// The sharded shop while its node is up.
///
/// @param twoPhase makes a write all or none over the shards
/// @param twinKept the same rows in one database, if there is one
/// @param notes what was found and mended when it was opened, a sentence each
/// @param door to the order history, if that is here
record OpenShop(
        Node node,
        Shards shards,
        Queries queries,
        TwoPhase twoPhase,
        AtomicReference<Optional<Database>> twinKept,
        List<String> notes,
        HistoryDoor door) {
    /// Where the twin is: on the only shard of a map of its own.
    private static final ShardId WHOLE = new ShardId(1);

    /// Opens it on its node; what a crash has left in doubt is settled before anybody else comes.
    ///
    /// @param atOnce how many shards are at work at once
    static OpenShop on(World world, Node node, Disk sharded, Disk unsharded, int atOnce) {
        var shards = Shards.open(world, node, sharded);
        var notes = new ArrayList<>(shards.notes());
        var log = sharded.open(WriteLog.NAME, WriteLog.SCHEMA);
        node.attach(log);
        var twoPhase = new TwoPhase(new WriteLog(world, log));
        notes.addAll(words(twoPhase.recover(Participants.of(shards.map(), shards::database))));
        var twin =
                unsharded.names().isEmpty()
                        ? Optional.<Database>empty()
                        : Optional.of(openTwin(world, node, unsharded));
        var queries = new Queries(world, new LeasedShards(shards), atOnce);
        return new OpenShop(
                node,
                shards,
                queries,
                twoPhase,
                new AtomicReference<>(twin),
                List.copyOf(notes),
                new HistoryDoor(world, node, shards, queries));
    }

    private static Database openTwin(World world, Node node, Disk unsharded) {
        return Shards.open(world, node, unsharded).database(WHOLE);
    }

    /// The same rows in one database, if there is one.
    Optional<Database> twin() {
        return twinKept.get();
    }

    /// Copies the rows into one database, when there is none.
    ///
    /// @param listener hears how many rows have been copied; throws to have it given up
    Database makeTwin(World world, Disk unsharded, LongConsumer listener) {
        var there = twin();
        if (there.isPresent()) {
            return there.get();
        }
        boolean done = false;
        try {
            new TwinCopy(shards, listener).make(world, node, unsharded);
            done = true;
        } finally {
            if (!done) {
                unsharded.names().forEach(unsharded::remove);
            }
        }
        var made = openTwin(world, node, unsharded);
        twinKept.set(Optional.of(made));
        return made;
    }

    /// The order history of the running system; its database is made when there is none.
    History history(Disk sharded) {
        return door.open(sharded);
    }

    /// Removes the order history with its database.
    void endHistory(Disk sharded) {
        door.remove(sharded);
    }

    /// Removes the database of the order history, and leaves its rows where they are.
    void abandonHistory(Disk sharded) {
        door.abandon(sharded);
    }

    private static List<String> words(Recovery recovery) {
        var words = new ArrayList<String>();
        recovery.committed()
                .forEach(name -> words.add(name + " was decided, and is committed everywhere now"));
        recovery.rolledBack()
                .forEach(name -> words.add(name + " was not decided, and is rolled back"));
        recovery.pending()
                .forEach(name -> words.add(name + " is decided, and a shard has yet to be told"));
        recovery.stranded().forEach(one -> words.add(one.advice()));
        return words;
    }
}
