package greenbelt.house;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.house.House.Room;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The bans")
class BansTest {
    static List<Ban> bans() {
        return Ban.ALL;
    }

    static List<Exemption> exemptions() {
        return Exemption.ALL;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bans")
    @DisplayName("hold in every room that is not exempt")
    void holdInEveryRoom(Ban ban) {
        var violations =
                House.productRooms().stream()
                        .filter(room -> !Exemption.isExempt(ban.name(), room.name()))
                        .flatMap(room -> ban.violations(House.classesIn(room.classes())).stream())
                        .toList();

        assertThat(violations).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bans")
    @DisplayName("can fire: each example of what is banned is caught")
    void canFire(Ban ban, @TempDir Path folder) {
        var fixtures = Snippets.ofStatements(folder, ban.examples());

        assertThat(fixtures).hasSameSizeAs(ban.examples()).isNotEmpty();
        assertThat(fixtures)
                .allSatisfy(fixture -> assertThat(ban.violations(List.of(fixture))).isNotEmpty());
    }

    @Test
    @DisplayName("let pass what only looks like it")
    void letPassWhatOnlyLooksLikeIt(@TempDir Path folder) {
        var harmless =
                Snippets.ofStatements(
                        folder,
                        List.of(
                                "java.time.Instant.now(java.time.Clock.fixed("
                                        + "java.time.Instant.EPOCH, java.time.ZoneOffset.UTC));",
                                "Thread.currentThread().interrupt();",
                                "try (var in = new java.io.StringReader(\"\")) { in.read(); }",
                                "Object o = this; switch (o) { case Record r -> r.hashCode();"
                                        + " default -> {} }",
                                "try { hashCode(); } finally { toString(); }",
                                "String.valueOf(\"the cat now (and then) sleeps\");",
                                "new java.util.HashSet<String>().contains(\"a\");",
                                "new java.util.LinkedHashSet<>(java.util.Set.of(1)).forEach(a -> {});",
                                "java.util.Map.of(\"a\", 1).forEach((a, b) -> {});",
                                "io.opentelemetry.context.Context.root();",
                                "greenbelt.database.Session in = null;"
                                        + " in.queryOne(\"select a from t\", row -> row.text(\"a\"));"
                                        + " in.query(\"select a from (select * from t) order by a\","
                                        + " row -> row.text(\"a\"));"
                                        + " in.update(\"insert into t select a from s\");"));

        assertThat(Ban.ALL).allSatisfy(ban -> assertThat(ban.violations(harmless)).isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exemptions")
    @DisplayName("have no exemption that nobody needs")
    void haveNoIdleExemption(Exemption exemption) {
        var ban = Ban.ALL.stream().filter(one -> one.name().equals(exemption.ban())).findFirst();
        var room =
                House.productRooms().stream()
                        .filter(one -> one.name().equals(exemption.room()))
                        .findFirst();

        assertThat(ban.orElseThrow().violations(House.classesIn(room.orElseThrow().classes())))
                .isNotEmpty();
    }

    @Test
    @DisplayName("keep sleeps out of the tests too")
    void keepSleepsOutOfTests() {
        var sleep =
                Ban.ALL.stream()
                        .filter(ban -> ban.name().equals("sleep"))
                        .findFirst()
                        .orElseThrow();
        var mains = House.rooms().stream().map(Room::testClasses).toList();

        assertThat(mains)
                .allSatisfy(
                        tests -> assertThat(sleep.violations(House.classesIn(tests))).isEmpty());
    }

    @Test
    @DisplayName("have names of their own")
    void haveNamesOfTheirOwn() {
        Set<String> names = Ban.ALL.stream().map(Ban::name).collect(Collectors.toSet());

        assertThat(names).hasSameSizeAs(Ban.ALL);
    }
}
