package greenbelt.simulator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Api.OrderView;
import greenbelt.contract.DeliveryAddress;
import greenbelt.http.Method;
import greenbelt.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("What is personal, in the files of a live system: databases, bus, journal and log,")
class PersonalDataInFilesTest {
    private static final int ORDERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    /// What is personal in these orders: recipients, streets, postal codes.
    private static List<String> order(Simulator system) {
        return system.run(
                "order",
                () -> {
                    var shopping = Shopping.in(system.client(), 1);
                    var personal = new ArrayList<String>();
                    for (int n = 0; n < ORDERS; n++) {
                        var order = shopping.order(n);
                        system.client().call(Request.post("/orders", order)).body().close();
                        order.deliverTo().ifPresent(to -> personal.addAll(words(to)));
                    }
                    return personal;
                });
    }

    private static List<String> words(DeliveryAddress to) {
        return List.of(to.recipient(), to.street(), to.postalCode());
    }

    private static void settle(Simulator system) {
        system.run(
                "settle",
                () -> {
                    long end = system.world().nanoTime() + PATIENCE.toNanos();
                    while (!system.status().isCaughtUp() && system.world().nanoTime() < end) {
                        system.world().sleep(Duration.ofMillis(20));
                    }
                    system.journal().orElseThrow().rebuild(PATIENCE);
                });
    }

    private static void forgetEverybody(Simulator system) {
        system.run(
                "forget",
                () -> {
                    var users = system.orders().stream().map(OrderView::user).distinct().toList();
                    for (var user : users) {
                        var forget = Request.of(Method.DELETE, "/users/" + user + "/personal-data");
                        system.client().call(forget).body().close();
                    }
                    long end = system.world().nanoTime() + PATIENCE.toNanos();
                    while (system.remembered().orElseThrow().stream().anyMatch(users::contains)
                            && system.world().nanoTime() < end) {
                        system.world().sleep(Duration.ofMillis(20));
                    }
                });
    }

    /// The files that have one of these words in them.
    private Set<String> filesWith(List<String> words) {
        var bytes =
                words.stream().map(word -> new String(word.getBytes(UTF_8), ISO_8859_1)).toList();
        try (Stream<Path> files = Files.walk(data())) {
            var found = new TreeSet<String>();
            files.filter(Files::isRegularFile)
                    .filter(file -> bytes.stream().anyMatch(text(file)::contains))
                    .forEach(file -> found.add(data().relativize(file).toString()));
            return found;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    @DisplayName(
            "is in the accounts and the read model alone, and in no file once everybody is forgotten")
    void leavesEveryFile() {
        List<String> personal;
        try (var system = Simulator.open(Plan.live(data(), 0))) {
            personal = order(system);
            settle(system);
        }
        assertThat(personal).hasSizeGreaterThan(ORDERS);
        assertThat(filesWith(personal))
                .containsExactly("databases/order.mv.db", "databases/user.mv.db");
        assertThat(filesWith(List.of("OrderPlaced"))).contains("databases/events.mv.db").hasSize(2);

        try (var system = Simulator.open(Plan.live(data(), 0))) {
            forgetEverybody(system);
            settle(system);
        }

        assertThat(filesWith(personal)).isEmpty();
    }
}
