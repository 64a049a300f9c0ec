/// Tables sharded over several databases: the shard map, the planner, writes across shards, resharding while it runs.
@org.jspecify.annotations.NullMarked
module greenbelt.shard {
    requires static transitive org.jspecify;
    requires transitive greenbelt.database;
    requires greenbelt.json;
    requires greenbelt.workload;
    requires transitive greenbelt.world;
    requires net.sf.jsqlparser;

    exports greenbelt.shard.data;
    exports greenbelt.shard.history;
    exports greenbelt.shard.map;
    exports greenbelt.shard.measure;
    exports greenbelt.shard.move;
    exports greenbelt.shard.plan;
    exports greenbelt.shard.run;
    exports greenbelt.shard.sql;
    exports greenbelt.shard.store;
    exports greenbelt.shard.twin;
    exports greenbelt.shard.write;
}
