package greenbelt.database;

import greenbelt.world.LiveWorld;
import java.nio.file.Path;
import java.util.List;

/// A program that commits rows from several tasks, and prints each when its commit has returned, until it is killed.
final class CommitUntilKilled {
    static final Schema SCHEMA =
            new Schema(
                    1, List.of("create table entry (id varchar(20) primary key, filler varchar)"));
    static final int WRITERS = 3;

    private CommitUntilKilled() {}

    public static void main(String[] args) {
        var world = new LiveWorld();
        var node = world.start("writer");
        var disk = new FileDisk(world, Path.of(args[0]), Durability.valueOf(args[1]));
        var database = disk.open("entries", SCHEMA);
        node.attach(database);
        world.enter(
                node,
                "main",
                () -> {
                    var last =
                            database.read(
                                    "count",
                                    session ->
                                            session.queryOne(
                                                    "select count(*) as n from entry",
                                                    row -> row.number("n")));
                    for (int writer = 0; writer < WRITERS; writer++) {
                        var name = "w" + writer + "-" + last.orElse(0L) + "-";
                        node.spawn("writer", () -> commit(database, name));
                    }
                    return world.watermark("the end", 0)
                            .awaitBeyond(0, java.time.Duration.ofMinutes(1));
                });
    }

    private static void commit(Database database, String name) {
        for (int i = 0; ; i++) {
            var id = name + i;
            database.write(
                    "put",
                    session ->
                            session.update("insert into entry values (?, ?)", id, "x".repeat(200)));
            System.out.println(id);
        }
    }
}
