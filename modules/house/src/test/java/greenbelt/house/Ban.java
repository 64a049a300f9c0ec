package greenbelt.house;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Something that only some rooms may do.
///
/// @param name what is banned
/// @param instead what to do instead
/// @param uses what of it a class does
/// @param examples statements that do it, as proof that the ban can fire
record Ban(
        String name,
        String instead,
        Function<ClassFacts, Stream<String>> uses,
        List<String> examples) {

    private static final String SESSION = "((greenbelt.database.Session) null)";

    /// Every ban of the house.
    static final List<Ban> ALL =
            List.of(
                    members(
                            "clock",
                            "World.now, World.clock or World.nanoTime",
                            List.of(
                                    "java.lang.System.currentTimeMillis()",
                                    "java.lang.System.nanoTime()",
                                    "java.time.Clock.system*",
                                    "java.time.Clock.tick*",
                                    "java.time.InstantSource.system()",
                                    "java.time.Instant.now()",
                                    "java.time.LocalDate.now()",
                                    "java.time.LocalDate.now(java.time.ZoneId)",
                                    "java.time.LocalTime.now()",
                                    "java.time.LocalTime.now(java.time.ZoneId)",
                                    "java.time.LocalDateTime.now()",
                                    "java.time.LocalDateTime.now(java.time.ZoneId)",
                                    "java.time.ZonedDateTime.now()",
                                    "java.time.ZonedDateTime.now(java.time.ZoneId)",
                                    "java.time.OffsetDateTime.now()",
                                    "java.time.OffsetDateTime.now(java.time.ZoneId)",
                                    "java.time.Year.now()",
                                    "java.time.YearMonth.now()",
                                    "java.util.Date.<init>()",
                                    "java.util.Calendar.getInstance*"),
                            "System.currentTimeMillis();",
                            "System.nanoTime();",
                            "java.time.Clock.systemUTC();",
                            "java.time.Instant.now();",
                            "java.util.function.Supplier<?> now = java.time.Instant::now;",
                            "java.time.LocalDate.now();",
                            "java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC);",
                            "new java.util.Date();"),
                    members(
                            "randomness",
                            "World.random with a name, or World.secret",
                            List.of(
                                    "java.lang.Math.random()",
                                    "java.util.Random.<init>*",
                                    "java.util.SplittableRandom.<init>*",
                                    "java.util.concurrent.ThreadLocalRandom.*",
                                    "java.security.SecureRandom.*",
                                    "java.util.random.RandomGenerator.of*",
                                    "java.util.random.RandomGenerator.getDefault()",
                                    "java.util.UUID.randomUUID()",
                                    "java.util.Collections.shuffle(java.util.List)"),
                            "Math.random();",
                            "new java.util.Random(7);",
                            "java.util.concurrent.ThreadLocalRandom.current();",
                            "new java.security.SecureRandom();",
                            "java.util.UUID.randomUUID();",
                            "java.util.Collections.shuffle(new java.util.ArrayList<>());"),
                    members(
                            "threads",
                            "Node.spawn",
                            List.of(
                                    "java.lang.Thread.<init>*",
                                    "java.lang.Thread.start()",
                                    "java.lang.Thread.startVirtualThread*",
                                    "java.lang.Thread.ofVirtual()",
                                    "java.lang.Thread.ofPlatform()",
                                    "java.util.concurrent.Executor*",
                                    "java.util.concurrent.ForkJoin*",
                                    "java.util.concurrent.ThreadPoolExecutor*",
                                    "java.util.concurrent.ScheduledThreadPoolExecutor*",
                                    "java.util.concurrent.StructuredTaskScope*",
                                    "java.util.Timer.*",
                                    "*.parallelStream()",
                                    "*.parallel()"),
                            "new Thread(() -> {});",
                            "Thread.startVirtualThread(() -> {});",
                            "java.util.concurrent.Executors.newCachedThreadPool();",
                            "new java.util.Timer();",
                            "java.util.List.of().parallelStream();"),
                    members(
                            "sleep",
                            "World.sleep or World.rest",
                            List.of(
                                    "java.lang.Thread.sleep*",
                                    "java.lang.Thread.onSpinWait()",
                                    "java.lang.Thread.yield()",
                                    "java.util.concurrent.TimeUnit.sleep*",
                                    "java.util.concurrent.locks.LockSupport.park*"),
                            "Thread.sleep(1);",
                            "java.util.concurrent.TimeUnit.SECONDS.sleep(1);",
                            "java.util.concurrent.locks.LockSupport.parkNanos(1);"),
                    members(
                            "locks",
                            "Mailbox, Watermark, or one task that owns the state",
                            List.of(
                                    "java.util.concurrent.locks.ReentrantLock.*",
                                    "java.util.concurrent.locks.ReentrantReadWriteLock*",
                                    "java.util.concurrent.locks.StampedLock.*",
                                    "java.util.concurrent.locks.Condition.*",
                                    "java.util.concurrent.CompletableFuture.*",
                                    "java.util.concurrent.CompletionStage.*",
                                    "java.util.concurrent.FutureTask.*",
                                    "java.util.concurrent.CountDownLatch.*",
                                    "java.util.concurrent.CyclicBarrier.*",
                                    "java.util.concurrent.Exchanger.*",
                                    "java.util.concurrent.Phaser.*",
                                    "java.util.concurrent.Semaphore.*",
                                    "java.util.concurrent.SynchronousQueue.*",
                                    "java.util.concurrent.ArrayBlockingQueue.*",
                                    "java.util.concurrent.LinkedBlocking*",
                                    "java.util.concurrent.BlockingQueue.*",
                                    "java.util.concurrent.DelayQueue.*",
                                    "java.lang.Thread.join*",
                                    "java.lang.Object.wait*",
                                    "java.lang.Object.notify*"),
                            "new java.util.concurrent.locks.ReentrantLock();",
                            "new java.util.concurrent.CompletableFuture<String>();",
                            "new java.util.concurrent.Semaphore(1);",
                            "new java.util.concurrent.LinkedBlockingQueue<String>();",
                            "new Object().notifyAll();"),
                    new Ban(
                            "monitors",
                            "one task that owns the state, or an immutable value in an atomic",
                            facts ->
                                    facts.isSynchronized()
                                            ? Stream.of("synchronized")
                                            : Stream.empty(),
                            List.of("synchronized (this) { hashCode(); }")),
                    members(
                            "console output",
                            "return a Result, or use System.Logger",
                            List.of(
                                    "java.lang.System.out",
                                    "java.lang.System.err",
                                    "java.lang.System.in",
                                    "java.lang.System.console()",
                                    "*.printStackTrace()"),
                            "System.out.println();",
                            "System.err.println();",
                            "new Exception().printStackTrace();"),
                    members(
                            "process",
                            "return, and let the front door decide",
                            List.of(
                                    "java.lang.System.exit(int)",
                                    "java.lang.System.getenv*",
                                    "java.lang.Runtime.exit(int)",
                                    "java.lang.Runtime.halt(int)",
                                    "java.lang.Runtime.addShutdownHook*"),
                            "System.exit(1);",
                            "Runtime.getRuntime().halt(1);",
                            "System.getenv(\"HOME\");"),
                    members(
                            "machine's locale or zone",
                            "Locale.ROOT, ZoneOffset.UTC",
                            List.of(
                                    "java.time.ZoneId.systemDefault()",
                                    "java.util.Locale.getDefault*",
                                    "java.util.TimeZone.getDefault()",
                                    "java.nio.charset.Charset.defaultCharset()"),
                            "java.time.ZoneId.systemDefault();",
                            "java.util.Locale.getDefault();"),
                    members(
                            "reflection",
                            "a plain call",
                            List.of(
                                    "java.lang.Class.forName*",
                                    "java.lang.Class.getDeclared*",
                                    "java.lang.Class.getMethod*",
                                    "java.lang.reflect.*"),
                            "Class.forName(\"java.lang.String\");",
                            "String.class.getDeclaredMethods();"),
                    new Ban(
                            "catch Throwable",
                            "catch what can be handled",
                            facts -> facts.caught().stream().filter("java.lang.Throwable"::equals),
                            List.of(
                                    "try { hashCode(); } catch (Throwable any) { any.getMessage(); }",
                                    "try { hashCode(); } catch (Throwable _) { hashCode(); }")),
                    new Ban(
                            "catch NodeDown",
                            "let it pass: the node is gone",
                            facts ->
                                    facts.caught().stream()
                                            .filter("greenbelt.world.NodeDown"::equals),
                            List.of(
                                    "try { hashCode(); } catch (greenbelt.world.NodeDown down) {"
                                            + " down.getMessage(); }")),
                    new Ban(
                            "bare exception",
                            "the module's own exception",
                            Ban::bareExceptions,
                            List.of(
                                    "throw new RuntimeException();",
                                    "throw new Exception(\"no\");")),
                    new Ban(
                            "SQL with a clock or a dice of its own",
                            "a parameter",
                            facts -> facts.strings().stream().filter(Sql::readsClockOrDice),
                            List.of(
                                    "String.valueOf(\"select current_timestamp from t\");",
                                    "String.valueOf(\"INSERT INTO t VALUES (random_uuid())\");",
                                    "String.valueOf(\"select gen_random_uuid()\");",
                                    "String sql = \"select * from t where at < now() and id = \""
                                            + " + hashCode();")),
                    new Ban(
                            "rows in any order",
                            "ORDER BY, or Session.queryOne where there can be only one row",
                            facts ->
                                    facts.queries().stream().filter(query -> !Sql.isOrdered(query)),
                            List.of(
                                    SESSION
                                            + ".query(\"select a from t\", row -> row.text(\"a\"));",
                                    SESSION
                                            + ".query(\"select * from t where a = \" + hashCode(),"
                                            + " row -> row.text(\"a\"));",
                                    SESSION
                                            + ".query(\"select a, sum(b) over (order by c) from"
                                            + " (select * from t order by a)\","
                                            + " row -> row.text(\"a\"));",
                                    SESSION
                                            + ".query(\"with s as (select a from t) select a from s\","
                                            + " row -> row.text(\"a\"));",
                                    "String sql = \"select a from t\"; "
                                            + SESSION
                                            + ".query(sql, row -> row.text(\"a\"));",
                                    "String sql = \"select a from t\"; "
                                            + SESSION
                                            + ".queryOne(\"select max(a) as b from t\","
                                            + " row -> row.text(\"b\"));")),
                    new Ban(
                            "hash order",
                            "LinkedHashMap, LinkedHashSet, TreeMap, ConcurrentSkipListMap or a list",
                            HashOrder::shownBy,
                            List.of(
                                    "for (var a : new java.util.HashSet<String>()) { a.length(); }",
                                    "new java.util.HashMap<String, String>().forEach((a, b) -> {});",
                                    "String.join(\",\", java.util.Set.of(\"a\", \"b\"));",
                                    "java.util.Map.of(\"a\", 1, \"b\", 2);",
                                    "java.util.Map.ofEntries(java.util.Map.entry(1, 2)).forEach((a, b) -> {});",
                                    "new java.util.concurrent.ConcurrentHashMap<String, String>()"
                                            + ".values().forEach(a -> {});",
                                    "java.util.stream.Stream.of(1).collect("
                                            + "java.util.stream.Collectors.toSet()).forEach(a -> {});",
                                    "java.util.stream.Stream.of(1).collect("
                                            + "java.util.stream.Collectors.groupingBy(a -> a))"
                                            + ".keySet().stream();",
                                    "new java.util.ArrayList<>(java.util.Set.of(1, 2));",
                                    "new greenbelt.json.JsonValue.JsonObject("
                                            + "new java.util.HashMap<>());",
                                    "} public java.util.Set<Integer> all() {"
                                            + " return java.util.Set.of(1, 2);")),
                    members(
                            "ambient context",
                            "TaskLocal, or a parent that is handed over",
                            List.of(
                                    "io.opentelemetry.api.GlobalOpenTelemetry.*",
                                    "*.buildAndRegisterGlobal()",
                                    "*.makeCurrent()",
                                    "io.opentelemetry.context.Context.current()",
                                    "io.opentelemetry.context.ContextStorage*",
                                    "io.opentelemetry.api.trace.Span.current()",
                                    "io.opentelemetry.api.baggage.Baggage.current()",
                                    "java.lang.ThreadLocal.*",
                                    "java.lang.InheritableThreadLocal.*",
                                    "java.lang.ScopedValue*"),
                            "io.opentelemetry.api.GlobalOpenTelemetry.get();",
                            "io.opentelemetry.api.trace.Span.getInvalid().makeCurrent();",
                            "io.opentelemetry.context.Context.current();",
                            "io.opentelemetry.api.trace.Span.current();",
                            "new ThreadLocal<String>();",
                            "ThreadLocal.withInitial(() -> 7);",
                            "ScopedValue.newInstance();"));

    /// Says what of this the classes do, one sentence each.
    List<String> violations(List<ClassFacts> classes) {
        return classes.stream()
                .flatMap(facts ->
                        uses.apply(facts)
                                .map(use ->
                                        "%s uses %s (%s): %s instead"
                                                .formatted(facts.name(), use, name, instead)))
                .toList();
    }

    private static Ban members(
            String name, String instead, List<String> patterns, String... examples) {
        return new Ban(
                name,
                instead,
                facts ->
                        facts.members().stream()
                                .filter(member ->
                                        patterns.stream()
                                                .anyMatch(pattern -> matches(member, pattern))),
                List.of(examples));
    }

    /// A star at the end or at the beginning of a pattern stands for anything.
    private static boolean matches(String member, String pattern) {
        if (pattern.endsWith("*")) {
            return member.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        return pattern.startsWith("*")
                ? member.endsWith(pattern.substring(1))
                : member.equals(pattern);
    }

    @Override
    public String toString() {
        return name;
    }

    /// A subclass calls its parent's constructor too; that is not meant.
    private static Stream<String> bareExceptions(ClassFacts facts) {
        return Stream.of(
                        "java.lang.RuntimeException",
                        "java.lang.Exception",
                        "java.lang.Error",
                        "java.lang.Throwable")
                .filter(type -> !facts.parent().equals(type))
                .filter(type ->
                        facts.members().stream()
                                .anyMatch(member -> member.startsWith(type + ".<init>")));
    }
}
