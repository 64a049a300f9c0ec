package greenbelt.user;

import static org.assertj.core.api.Assertions.assertThat;

import greenbelt.contract.Finding;
import greenbelt.contract.Message.ReserveCredit;
import greenbelt.contract.Money;
import greenbelt.contract.OrderId;
import greenbelt.contract.UserId;
import greenbelt.database.Database;
import greenbelt.database.Durability;
import greenbelt.database.FileDisk;
import greenbelt.user.OrderCredit.Reserved;
import greenbelt.world.LiveWorld;
import greenbelt.world.Mailbox;
import greenbelt.world.Node;
import greenbelt.world.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A wallet")
class WalletRaceTest {
    private static final int ORDERS = 32;
    private static final User GRACE =
            new User(
                    new UserId(new UUID(0, 2)),
                    "grace",
                    "Grace Hopper",
                    "grace@example.org",
                    Town.PASSWORD_HASH,
                    new Money(500),
                    false,
                    false);

    @Test
    @DisplayName("is never overdrawn, in whatever order the orders come and go")
    void neverOverdrawn() {
        for (long seed = 0; seed < 20; seed++) {
            try (var house = new House(seed)) {
                var grace = house.user("grace");
                house.asTester(() -> {
                    for (int i = 0; i < ORDERS; i++) {
                        var order = new OrderId(new UUID(1, i));
                        var asked = new ReserveCredit(order, grace, new Money(100));
                        house.tester.spawn("order", () -> house.publish(order.toString(), asked));
                    }
                    return true;
                });
                assertThat(house.balance(grace)).as("seed %d", seed).isEqualTo(Money.ZERO);
                assertThat(house.violations()).as("seed %d", seed).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("is never overdrawn by orders that come at the same time, on a file")
    void neverOverdrawnAtOnce(@TempDir Path folder) {
        try (var world = new LiveWorld();
                var disk = new FileDisk(world, folder, Durability.PROCESS)) {
            var node = world.start("user-1");
            var database = disk.open("user", UserService.SCHEMA);
            node.attach(database);
            var paid = world.enter(node, "orders", () -> orderAtOnce(world, node, database));
            assertThat(paid).isEqualTo(5);
            var found =
                    world.enter(
                            node, "check", () -> database.read("check", UserInvariant::checkAll));
            assertThat(found).allMatch(Finding::holds);
        }
    }

    private static long orderAtOnce(World world, Node node, Database database) {
        database.write(
                "register",
                session -> {
                    Users.insert(session, List.of(GRACE));
                    Wallets.insert(session, List.of(Town.opening(GRACE, world.now())));
                    return true;
                });
        Mailbox<OrderCredit> answers = world.mailbox("answers", ORDERS);
        for (int i = 0; i < ORDERS; i++) {
            var order = new OrderId(new UUID(1, i));
            var asked = new ReserveCredit(order, GRACE.id(), new Money(100));
            node.spawn(
                    "order",
                    () ->
                            answers.put(
                                    database.write(
                                            "reserve credit",
                                            session ->
                                                    CreditDesk.reserve(
                                                            session, asked, world.now()))));
        }
        var answered = new ArrayList<OrderCredit>();
        for (int i = 0; i < ORDERS; i++) {
            answered.add(answers.await());
        }
        return answered.stream().filter(Reserved.class::isInstance).count();
    }
}
