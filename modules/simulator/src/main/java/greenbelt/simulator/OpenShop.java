package greenbelt.simulator;

import greenbelt.database.Database;
import greenbelt.database.Disk;
import greenbelt.shard.history.History;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.run.LeasedShards;
import greenbelt.shard.run.Queries;
import greenbelt.shard.store.Shards;
import greenbelt.shard.write.Participants;
import greenbelt.shard.write.Recovery;
import greenbelt.shard.write.TwoPhase;
import greenbelt.shard.write.WriteLog;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The sharded shop while its node is up.
///
/// @param twoPhase makes a write all or none over the shards
/// @param twin the same rows in one database, if it was loaded so
/// @param notes what was found and mended when it was opened, a sentence each
/// @param door to the order history, if that is here
record OpenShop(
        Node node,
        Shards shards,
        Queries queries,
        TwoPhase twoPhase,
        Optional<Database> twin,
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
                        : Optional.of(Shards.open(world, node, unsharded).database(WHOLE));
        var queries = new Queries(world, new LeasedShards(shards), atOnce);
        return new OpenShop(
                node,
                shards,
                queries,
                twoPhase,
                twin,
                List.copyOf(notes),
                new HistoryDoor(world, node, shards, queries));
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
