package greenbelt.shard.run;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.database.Database;
import greenbelt.database.MemoryDisk;
import greenbelt.database.Schema;
import greenbelt.database.Session;
import greenbelt.shard.map.Column;
import greenbelt.shard.map.ShardId;
import greenbelt.shard.map.ShardMap;
import greenbelt.shard.map.Table;
import greenbelt.shard.plan.Plan;
import greenbelt.shard.twin.Twin;
import greenbelt.shard.twin.Verdict;
import greenbelt.world.Node;
import greenbelt.world.VirtualWorld;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A small shop, on shards and on one database: skewed, with NULL wherever the tables do not need a value. In a virtual world of
/// its own.
public final class TwinShop implements AutoCloseable {
    public static final int ORDERS = 120;
    private static final int USERS = 12;
    private static final int ITEMS = 9;
    private static final List<String> REGIONS = List.of("north", "south", "east", "west");
    private static final List<String> STATUSES = List.of("open", "paid", "sent", "back");

    private final VirtualWorld world;
    private final MemoryDisk disk;
    private final Node node;
    private final ShardMap map;
    private final Map<ShardId, Database> shards = new TreeMap<>();
    private final Database single;
    private final Queries queries;
    private final Twin twin;

    public TwinShop(long seed, ShardMap map) {
        this(seed, map, GroupEstimate.MAX_HELD, UnaryOperator.identity());
    }

    /// @param groupsHeld how many groups a shard may hold; 0 for none, so that all are streamed
    public TwinShop(long seed, ShardMap map, long groupsHeld, UnaryOperator<Plan> change) {
        this(seed, map, groupsHeld, change, LongUnaryOperator.identity());
    }

    /// @param numbers gives the n-th order its number, from 1
    public TwinShop(
            long seed,
            ShardMap map,
            long groupsHeld,
            UnaryOperator<Plan> change,
            LongUnaryOperator numbers) {
        this.world = new VirtualWorld(seed);
        this.disk = new MemoryDisk(world);
        this.node = world.start("shop");
        this.map = map;
        var schema =
                new Schema(1, map.catalog().tables().stream().map(TwinShop::creation).toList());
        for (var shard : map.shards()) {
            shards.put(shard, disk.open(shard.toString(), schema));
        }
        this.single = disk.open("single", schema);
        inTask(() -> fill(new Random(seed), numbers));
        this.queries = new Queries(world, cluster(), 2, groupsHeld, change);
        this.twin = new Twin(queries, single);
    }

    private static String creation(Table table) {
        var columns =
                table.columns().stream()
                        .map(column -> column.name() + " " + column.type().sql())
                        .collect(Collectors.joining(", "));
        return "create table %s (%s, primary key (%s))"
                .formatted(table.name(), columns, String.join(", ", table.key()));
    }

    public <T> T inTask(Supplier<T> body) {
        return world.enter(node, "test", body);
    }

    public Twin twin() {
        return twin;
    }

    public Queries queries() {
        return queries;
    }

    public VirtualWorld world() {
        return world;
    }

    /// From now on a shard has another database in front of its own.
    public void replace(ShardId shard, UnaryOperator<Database> by) {
        shards.computeIfPresent(shard, (_, database) -> by.apply(database));
    }

    public Database single() {
        return single;
    }

    public ShardMap map() {
        return map;
    }

    public Verdict check(String sql, Object... values) {
        return inTask(() -> twin.check(sql, values));
    }

    public Cluster cluster() {
        return new Cluster() {
            @Override
            public Held read() {
                return held();
            }

            @Override
            public Held write(Function<ShardMap, ? extends Collection<ShardId>> route) {
                assertThat(route.apply(map)).isNotEmpty();
                return held();
            }

            @Override
            public <T> T writeReferences(String what, Function<Session, T> work) {
                var answers = new ArrayList<T>();
                shards.values().forEach(database -> answers.add(database.write(what, work)));
                return answers.getFirst();
            }
        };
    }

    private Database of(ShardId shard) {
        return Objects.requireNonNull(shards.get(shard));
    }

    private Cluster.Held held() {
        return new Cluster.Held() {
            @Override
            public ShardMap map() {
                return map;
            }

            @Override
            public Database database(ShardId shard) {
                return of(shard);
            }

            @Override
            public void close() {}
        };
    }

    private int fill(Random random, LongUnaryOperator numbers) {
        var regionOf = new TreeMap<Long, String>();
        for (long user = 1; user <= USERS; user++) {
            regionOf.put(user, REGIONS.get(skewed(random, REGIONS.size())));
            add("users", user, maybe(random, "user " + user % 5), regionOf.get(user), time(random));
        }
        for (long item = 1; item <= ITEMS; item++) {
            add("items", item, "item " + item, maybe(random, "kind " + item % 3), price(random));
        }
        for (long nth = 1; nth <= ORDERS; nth++) {
            long order = numbers.applyAsLong(nth);
            long user = 1L + skewed(random, USERS);
            var region = Objects.requireNonNull(regionOf.get(user));
            add(
                    "orders",
                    order,
                    user,
                    region,
                    maybe(random, STATUSES.get(skewed(random, STATUSES.size()))),
                    maybe(random, time(random)),
                    maybe(random, price(random)),
                    random.nextInt(3) == 0 ? "note " + random.nextInt(3) : Optional.empty());
            for (int line = 1; line <= random.nextInt(4); line++) {
                add(
                        "lines",
                        order,
                        line,
                        user,
                        region,
                        maybe(random, 1L + skewed(random, ITEMS + 1)),
                        maybe(random, 1 + random.nextInt(5)),
                        maybe(random, price(random)));
            }
        }
        return ORDERS;
    }

    private static int skewed(Random random, int below) {
        return (int) (below * random.nextDouble() * random.nextDouble());
    }

    private static Object maybe(Random random, Object value) {
        return random.nextInt(8) == 0 ? Optional.empty() : value;
    }

    private static BigDecimal price(Random random) {
        return BigDecimal.valueOf(random.nextInt(20) * 25L + random.nextInt(2), 2);
    }

    private static Instant time(Random random) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(90) * 43_200L);
    }

    private void add(String name, Object... values) {
        var table = map.catalog().table(name).orElseThrow();
        var places = table.columns().stream().map(Column::name).toList();
        put(single, table, values);
        if (table.isReference()) {
            shards.values().forEach(database -> put(database, table, values));
            return;
        }
        var key = values[places.indexOf(table.shardingColumn().orElseThrow())];
        put(of(map.shardOf(table, key)), table, values);
        for (var index : map.catalog().lookups()) {
            if (index.table().equals(name)) {
                add(index.indexTable(), values[places.indexOf(index.column())], key);
            }
        }
    }

    private static void put(Database database, Table table, Object... values) {
        var names = table.columns().stream().map(Column::name).collect(Collectors.joining(", "));
        var marks = table.columns().stream().map(_ -> "?").collect(Collectors.joining(", "));
        database.write(
                "add",
                session ->
                        session.update(
                                "insert into %s (%s) values (%s)"
                                        .formatted(table.name(), names, marks),
                                values));
    }

    @Override
    public void close() {
        world.close();
        disk.close();
    }
}
