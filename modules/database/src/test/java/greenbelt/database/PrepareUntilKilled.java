package greenbelt.database;

import greenbelt.world.LiveWorld;
import java.nio.file.Path;
import java.time.Duration;

/// A program that prepares some transactions, prints each when it is prepared, and decides none until it is killed.
final class PrepareUntilKilled {
    static final int TRANSACTIONS = 9;

    private PrepareUntilKilled() {}

    public static void main(String[] args) {
        var world = new LiveWorld();
        var node = world.start("writer");
        var disk = new FileDisk(world, Path.of(args[0]), Durability.valueOf(args[1]));
        var database = disk.open("entries", CommitUntilKilled.SCHEMA);
        node.attach(database);
        world.enter(
                node,
                "main",
                () -> {
                    for (int i = 1; i <= TRANSACTIONS; i++) {
                        var id = "t" + i;
                        database.prepare(
                                "put",
                                id,
                                s -> s.update("insert into entry values (?, ?)", id, "prepared"));
                        System.out.println(id);
                    }
                    return world.watermark("the end", 0).awaitBeyond(0, Duration.ofMinutes(1));
                });
    }
}
